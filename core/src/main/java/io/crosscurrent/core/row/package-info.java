/* SPDX-License-Identifier: Apache-2.0 */
/** The seam of the hot path: sources push column values into a {@link io.crosscurrent.core.row.RowWriter}. */
package io.crosscurrent.core.row;
