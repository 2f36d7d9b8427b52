/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.source.StateReader;
import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.load.FullLoad;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The states of a table as they are stored, each null when there is none. */
record StoredTable(Map<String, Object> schema, Map<String, Object> statistics, Map<String, Object> load) {
    static String statisticsKey(TableId id) {
        return "statistics/" + id;
    }

    /** One for each of the tables, by one look-up. */
    static Map<TableId, StoredTable> read(StateReader states, Collection<TableId> ids) {
        List<String> keys = new ArrayList<>(3 * ids.size());
        for (TableId id : ids) {
            keys.add(SchemaState.key(id));
            keys.add(statisticsKey(id));
            keys.add(FullLoad.stateKey(id));
        }
        Map<String, Map<String, Object>> values = states.readAll(keys);
        Map<TableId, StoredTable> tables = new HashMap<>();
        for (TableId id : ids) {
            tables.put(
                    id,
                    new StoredTable(
                            values.get(SchemaState.key(id)),
                            values.get(statisticsKey(id)),
                            values.get(FullLoad.stateKey(id))));
        }
        return tables;
    }
}
