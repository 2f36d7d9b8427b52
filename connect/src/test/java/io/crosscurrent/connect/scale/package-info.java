/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What must not grow: time with the number of tables, memory with the size of transactions and rows, cost of doing nothing. Start
 * with {@link io.crosscurrent.connect.scale.Platform}: a database, a broker, and a Connect worker in a process of its own.
 */
package io.crosscurrent.connect.scale;
