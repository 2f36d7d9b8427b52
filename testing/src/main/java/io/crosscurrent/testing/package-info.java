/* SPDX-License-Identifier: Apache-2.0 */
/** Crosscurrent testing. */
package io.crosscurrent.testing;
