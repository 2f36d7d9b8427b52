/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The change stream of MySQL: from the bytes of an event to calls of a
 * {@link io.crosscurrent.mysql.binlog.BinlogHandler}, and from row images to values pushed into a
 * {@link io.crosscurrent.core.row.RowWriter}. Opens no connection and keeps no position durable.
 *
 * <p>Start with {@link io.crosscurrent.mysql.binlog.BinlogReader}. Uses the tables of {@code mysql.schema}.
 */
package io.crosscurrent.mysql.binlog;
