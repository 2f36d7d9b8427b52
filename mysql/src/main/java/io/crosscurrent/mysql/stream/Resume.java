/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

/**
 * Where to go on inside a transaction whose first part was already delivered.
 *
 * @param gtid of that transaction, "" without GTIDs
 * @param event number of the last event delivered from, see {@link io.crosscurrent.mysql.binlog.BinlogReader#eventIndex}
 * @param row number of the last row of that event that was delivered
 * @param recordId ordinal of the next record within the transaction
 */
record Resume(String gtid, int event, int row, long recordId) {
    boolean covers(int eventIndex, int rowIndex) {
        return eventIndex < event || eventIndex == event && rowIndex <= row;
    }
}
