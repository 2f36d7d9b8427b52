/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The MySQL source: {@link io.crosscurrent.mysql.MySqlSourceProvider}, found by {@link java.util.ServiceLoader}. The way of a
 * change: {@code protocol} (bytes of an event), {@code binlog} (what it means), {@code stream} (records and positions), beside it
 * {@code load} (rows that were there before).
 */
package io.crosscurrent.mysql;
