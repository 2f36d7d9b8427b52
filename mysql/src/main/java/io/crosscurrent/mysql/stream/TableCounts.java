/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.row.Operation;
import java.util.HashMap;
import java.util.Map;

/** Changes delivered of one table since the task first started. Those of an open unit count when it ends. */
final class TableCounts {
    static final int NUMBERS = 4;

    private long inserts;
    private long updates;
    private long deletes;
    private long ddls;
    private long openInserts;
    private long openUpdates;
    private long openDeletes;
    private long openDdls;

    void add(Operation operation) {
        add(operation, 1);
    }

    void add(Operation operation, long count) {
        switch (operation) {
            case INSERT -> openInserts += count;
            case UPDATE -> openUpdates += count;
            case DELETE -> openDeletes += count;
            case LOAD -> {
                // Counted with the progress of the load.
            }
        }
    }

    void addDdl() {
        openDdls++;
    }

    void commit() {
        inserts += openInserts;
        updates += openUpdates;
        deletes += openDeletes;
        ddls += openDdls;
        rollback();
    }

    void rollback() {
        openInserts = 0;
        openUpdates = 0;
        openDeletes = 0;
        openDdls = 0;
    }

    long inserts() {
        return inserts;
    }

    long updates() {
        return updates;
    }

    long deletes() {
        return deletes;
    }

    long ddls() {
        return ddls;
    }

    void restore(Map<String, Object> values) {
        inserts = number(values, "inserts");
        updates = number(values, "updates");
        deletes = number(values, "deletes");
        ddls = number(values, "ddls");
    }

    private static long number(Map<String, Object> values, String name) {
        return values.get(name) instanceof Number number ? number.longValue() : 0;
    }

    Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        values.put("inserts", inserts);
        values.put("updates", updates);
        values.put("deletes", deletes);
        values.put("ddls", ddls);
        return values;
    }

    /** Puts the totals into {@value #NUMBERS} places, for the stream's own state. */
    void numbers(long[] target, int at) {
        target[at] = inserts;
        target[at + 1] = updates;
        target[at + 2] = deletes;
        target[at + 3] = ddls;
    }

    /** @param text those numbers, with commas */
    void restore(String text) {
        String[] numbers = text.split(",");
        inserts = Long.parseLong(numbers[0]);
        updates = Long.parseLong(numbers[1]);
        deletes = Long.parseLong(numbers[2]);
        ddls = Long.parseLong(numbers[3]);
    }
}
