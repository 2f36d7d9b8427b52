/* SPDX-License-Identifier: Apache-2.0 */
/** Tables and columns as every module names them. Start with {@link io.crosscurrent.core.table.Table}. */
package io.crosscurrent.core.table;
