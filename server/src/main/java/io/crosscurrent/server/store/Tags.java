/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tags of resources, by resource id. Used by many threads. */
public final class Tags {
    private final Store store;

    Tags(Store store) {
        this.store = store;
    }

    /** Key to value, by key. */
    public Map<String, String> of(String resource) {
        return store.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "select tag_key, tag_value from tag where resource = ? order by tag_key")) {
                statement.setString(1, resource);
                Map<String, String> tags = new LinkedHashMap<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        tags.put(rows.getString(1), rows.getString(2));
                    }
                }
                return tags;
            }
        });
    }

    public void put(String resource, Map<String, String> tags) {
        store.together(() -> {
            remove(resource, tags.keySet());
            tags.forEach((key, value) -> insert(resource, key, value));
            return null;
        });
    }

    private void insert(String resource, String key, String value) {
        store.run(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("insert into tag (resource, tag_key, tag_value) values (?, ?, ?)")) {
                statement.setString(1, resource);
                statement.setString(2, key);
                statement.setString(3, value);
                return statement.executeUpdate();
            }
        });
    }

    public void remove(String resource, Collection<String> keys) {
        store.run(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("delete from tag where resource = ? and tag_key = ?")) {
                for (String key : keys) {
                    statement.setString(1, resource);
                    statement.setString(2, key);
                    statement.executeUpdate();
                }
                return null;
            }
        });
    }

    public void removeAll(String resource) {
        remove(resource, of(resource).keySet());
    }
}
