/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Where in the change stream of a MySQL server we are: GTID sets, file and offset, and the texts and state maps they are
 * kept in. Knows no connection. Start with {@link io.crosscurrent.mysql.position.BinlogPosition}.
 */
package io.crosscurrent.mysql.position;
