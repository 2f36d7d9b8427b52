/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The command line: {@code crosscurrent <noun> <verb>}. A client of the control plane like any other, signing its
 * requests; uses nothing of the server. Start at {@link io.crosscurrent.cli.Crosscurrent}; commands stand in the package
 * of their noun, what they share in {@code connection}, {@code output} and {@code failure}.
 */
package io.crosscurrent.cli;
