/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Proof that a topic tells the truth: a {@link io.crosscurrent.testing.history.Workload} whose every committed change is
 * known, and {@link io.crosscurrent.testing.history.HistoryCheck}, which holds what was observed against it.
 */
package io.crosscurrent.testing.history;
