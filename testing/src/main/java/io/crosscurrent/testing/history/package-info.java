/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Proof that topics tell the truth: {@link io.crosscurrent.testing.history.History} knows every committed change,
 * {@link io.crosscurrent.testing.history.TopicCheck} holds what was observed against it and gives what is wrong a name,
 * an {@link io.crosscurrent.testing.history.Anomaly.Kind}.
 */
package io.crosscurrent.testing.history;
