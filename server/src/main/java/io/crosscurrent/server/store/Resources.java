/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.store;

import io.crosscurrent.server.aws.PojoCodec;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The resources of the store. Used by many threads; every change of one row is atomic. */
public final class Resources {
    private static final String COLUMNS = "select kind, id, name, state, intent, document from resource where kind = ?";

    private static final String STARTING = " and id like ? escape '!'";

    private final Store store;

    Resources(Store store) {
        this.store = store;
    }

    /** @throws Store.AlreadyThere when id or name is taken within the kind */
    public void insert(Resource resource) {
        store.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "insert into resource (kind, id, name, state, intent, document) values (?, ?, ?, ?, ?, ?)")) {
                statement.setString(1, resource.kind());
                statement.setString(2, resource.id());
                statement.setString(3, resource.name());
                statement.setString(4, resource.state());
                statement.setString(5, resource.intent());
                statement.setString(6, text(resource));
                return statement.executeUpdate();
            }
        });
    }

    public Optional<Resource> find(String kind, String id) {
        return store.run(connection -> one(connection, COLUMNS + " and id = ?", kind, id));
    }

    public Optional<Resource> findByName(String kind, String name) {
        return store.run(connection -> one(connection, COLUMNS + " and name = ?", kind, name));
    }

    /** All of a kind, in the order of their creation. */
    public List<Resource> list(String kind) {
        return store.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(COLUMNS + " order by ordinal")) {
                statement.setString(1, kind);
                List<Resource> found = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(read(rows));
                    }
                }
                return List.copyOf(found);
            }
        });
    }

    /** Those of a kind whose id begins so, in the order of their creation. */
    public List<Resource> listByPrefix(String kind, String prefix) {
        return store.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(COLUMNS + STARTING + " order by ordinal")) {
                statement.setString(1, kind);
                statement.setString(2, startingWith(prefix));
                List<Resource> found = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(read(rows));
                    }
                }
                return List.copyOf(found);
            }
        });
    }

    public void deleteByPrefix(String kind, String prefix) {
        store.run(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("delete from resource where kind = ?" + STARTING)) {
                statement.setString(1, kind);
                statement.setString(2, startingWith(prefix));
                return statement.executeUpdate();
            }
        });
    }

    private static String startingWith(String prefix) {
        return prefix.replaceAll("([%_!])", "!$1") + "%";
    }

    /**
     * Changes one row while nobody else can.
     *
     * @param change given the row as it is, returns it as it shall be; returning the same object changes nothing; may throw
     * @return the row afterwards, empty when there is none
     */
    public Optional<Resource> update(String kind, String id, UnaryOperator<Resource> change) {
        return store.run(connection -> {
            Optional<Resource> before = one(connection, COLUMNS + " and id = ? for update", kind, id);
            if (before.isEmpty()) {
                return before;
            }
            Resource after = change.apply(before.get());
            if (after == before.get()) {
                return before;
            }
            try (PreparedStatement statement = connection.prepareStatement(
                    "update resource set name = ?, state = ?, intent = ?, document = ? where kind = ? and id = ?")) {
                statement.setString(1, after.name());
                statement.setString(2, after.state());
                statement.setString(3, after.intent());
                statement.setString(4, text(after));
                statement.setString(5, kind);
                statement.setString(6, id);
                statement.executeUpdate();
            }
            return Optional.of(after);
        });
    }

    public void delete(String kind, String id) {
        store.run(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("delete from resource where kind = ? and id = ?")) {
                statement.setString(1, kind);
                statement.setString(2, id);
                return statement.executeUpdate();
            }
        });
    }

    private static Optional<Resource> one(Connection connection, String sql, String kind, String key)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, kind);
            statement.setString(2, key);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(read(rows)) : Optional.empty();
            }
        }
    }

    private static Resource read(ResultSet row) throws SQLException {
        return new Resource(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                PojoCodec.parse(row.getString(6)));
    }

    private static String text(Resource resource) {
        return new String(PojoCodec.bytes(resource.document()), StandardCharsets.UTF_8);
    }
}
