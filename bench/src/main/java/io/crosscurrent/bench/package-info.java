/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The side-by-side benchmark: the same data through several products, one after the other, on one machine. Start reading
 * at {@link io.crosscurrent.bench.Benchmark}. Nothing depends on this module and nothing of it is shipped.
 */
package io.crosscurrent.bench;
