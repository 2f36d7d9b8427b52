/* SPDX-License-Identifier: Apache-2.0 */
/** Crosscurrent cli. */
package io.crosscurrent.cli;
