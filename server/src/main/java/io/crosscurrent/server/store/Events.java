/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/** What happened to resources, kept for 14 days. Used by many threads. */
public final class Events {
    /** Source type of what happens to applications of Flink; the service of replication does not show it. */
    public static final String APPLICATION = "flink-application";

    private static final long KEPT_MILLIS = 14L * 24 * 60 * 60 * 1000;

    private final Store store;

    Events(Store store) {
        this.store = store;
    }

    /** @param sourceId name of the resource; @param sourceType for example {@code replication-task} */
    public record Event(String sourceId, String sourceType, String category, String message, long atMillis) {}

    public void add(Event event) {
        store.run(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("insert into event"
                            + " (source_id, source_type, category, message, at_millis) values (?, ?, ?, ?, ?)");
                    PreparedStatement expire = connection.prepareStatement("delete from event where at_millis < ?")) {
                insert.setString(1, event.sourceId());
                insert.setString(2, event.sourceType());
                insert.setString(3, event.category());
                insert.setString(
                        4,
                        event.message()
                                .substring(0, Math.min(4000, event.message().length())));
                insert.setLong(5, event.atMillis());
                insert.executeUpdate();
                expire.setLong(1, event.atMillis() - KEPT_MILLIS);
                return expire.executeUpdate();
            }
        });
    }

    /** Events from {@code fromMillis} on and before {@code toMillis}, oldest first. */
    public List<Event> between(long fromMillis, long toMillis) {
        return store.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("select source_id, source_type, category,"
                    + " message, at_millis from event where at_millis >= ? and at_millis < ? order by ordinal")) {
                statement.setLong(1, fromMillis);
                statement.setLong(2, toMillis);
                List<Event> events = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        events.add(new Event(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getLong(5)));
                    }
                }
                return List.copyOf(events);
            }
        });
    }
}
