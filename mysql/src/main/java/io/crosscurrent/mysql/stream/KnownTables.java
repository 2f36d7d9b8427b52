/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.source.ChangeSink.State;
import io.crosscurrent.core.source.StateReader;
import io.crosscurrent.core.table.TableId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names of the tables the task has states of, as states of their own: so a restart need not ask for all tables, and still
 * finds those that a statement like DROP DATABASE concerns. Names are spread over a fixed number of shards, so that a restart reads
 * few and a new table writes few. Belongs to the stream.
 */
final class KnownTables {
    /** Part of the stored form: with another number the names are not found again. */
    private static final int SHARDS = 64;

    private final StateReader states;
    private final List<Set<TableId>> shards = new ArrayList<>(Collections.nCopies(SHARDS, null));
    private final BitSet changed = new BitSet(SHARDS);

    /** @param first whether the task has no states yet */
    KnownTables(StateReader states, boolean first) {
        this.states = states;
        if (first) {
            shards.replaceAll(nothing -> new LinkedHashSet<>());
        }
    }

    /** The tables that stand in one shard with this one, which may be among them. */
    Set<TableId> beside(TableId id) {
        int shard = shardOf(id);
        if (shards.get(shard) == null) {
            shards.set(shard, names(states.read(key(shard))));
        }
        return shards.get(shard);
    }

    Collection<TableId> all() {
        Map<String, Integer> missing = new HashMap<>();
        for (int shard = 0; shard < SHARDS; shard++) {
            if (shards.get(shard) == null) {
                missing.put(key(shard), shard);
            }
        }
        if (!missing.isEmpty()) {
            Map<String, Map<String, Object>> stored = states.readAll(missing.keySet());
            missing.forEach((key, shard) -> shards.set(shard, names(stored.get(key))));
        }
        List<TableId> all = new ArrayList<>();
        shards.forEach(all::addAll);
        return all;
    }

    void add(TableId id) {
        if (beside(id).add(id)) {
            changed.set(shardOf(id));
        }
    }

    void remove(TableId id) {
        if (beside(id).remove(id)) {
            changed.set(shardOf(id));
        }
    }

    boolean changed() {
        return !changed.isEmpty();
    }

    /** What has to be stored since it was last asked for. */
    List<State> changes() {
        List<State> changes = new ArrayList<>();
        changed.stream().forEach(shard -> changes.add(new State(key(shard), Map.of("names", text(shards.get(shard))))));
        changed.clear();
        return changes;
    }

    private static int shardOf(TableId id) {
        return Math.floorMod(31 * id.schema().hashCode() + id.name().hashCode(), SHARDS);
    }

    private static String key(int shard) {
        return "tables/" + shard;
    }

    static String text(Collection<TableId> tables) {
        return String.join(";", tables.stream().map(TableTotals::encoded).toList());
    }

    static Set<TableId> names(Map<String, Object> values) {
        Set<TableId> names = new LinkedHashSet<>();
        if (values != null && values.get("names") instanceof String text && !text.isEmpty()) {
            for (String name : text.split(";")) {
                names.add(TableTotals.decoded(name));
            }
        }
        return names;
    }
}
