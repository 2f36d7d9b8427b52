/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Replication tasks. The API writes what is wanted into the store; {@link io.crosscurrent.server.dms.task.Reconciler}
 * drives Kafka Connect there, in steps that may be repeated, so that a crash between two of them heals.
 */
package io.crosscurrent.server.dms.task;
