/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Reads what tasks tell through the registry topic: counts, positions, captured tables. Keeps it in memory only, because
 * the topic is compacted and is read again at the next start.
 */
package io.crosscurrent.server.registry;
