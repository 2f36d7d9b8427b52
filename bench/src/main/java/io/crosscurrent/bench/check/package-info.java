/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The change-history checker pointed at products in processes of their own, whose Connect worker is killed under writes.
 * Uses the processes and libraries of the benchmark, not its contestants, which know other tables. Start at
 * {@link io.crosscurrent.bench.check.Check}.
 */
package io.crosscurrent.bench.check;
