/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;

/** Secret values of the store, by the id of what they belong to and a label. Used by many threads. */
public final class Sealed {
    private final Store store;
    private final Seal seal;

    Sealed(Store store, Seal seal) {
        this.store = store;
        this.seal = seal;
    }

    public void put(String owner, String label, byte[] clear) {
        byte[] content = seal.seal(clear, owner + "/" + label);
        store.run(connection -> {
            try (PreparedStatement delete =
                            connection.prepareStatement("delete from sealed where owner = ? and label = ?");
                    PreparedStatement insert = connection.prepareStatement(
                            "insert into sealed (owner, label, content) values (?, ?, ?)")) {
                delete.setString(1, owner);
                delete.setString(2, label);
                delete.executeUpdate();
                insert.setString(1, owner);
                insert.setString(2, label);
                insert.setBytes(3, content);
                return insert.executeUpdate();
            }
        });
    }

    public Optional<byte[]> find(String owner, String label) {
        Optional<byte[]> content = store.run(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("select content from sealed where owner = ? and label = ?")) {
                statement.setString(1, owner);
                statement.setString(2, label);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
                }
            }
        });
        return content.map(bytes -> seal.open(bytes, owner + "/" + label));
    }

    /** Forgets one value. */
    public void delete(String owner, String label) {
        store.run(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("delete from sealed where owner = ? and label = ?")) {
                statement.setString(1, owner);
                statement.setString(2, label);
                return statement.executeUpdate();
            }
        });
    }

    /** Forgets all values of the owner. */
    public void deleteAll(String owner) {
        store.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("delete from sealed where owner = ?")) {
                statement.setString(1, owner);
                return statement.executeUpdate();
            }
        });
    }
}
