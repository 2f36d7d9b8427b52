/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.kill;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** What there is, outside of the control plane and in its store, without anything that differs from run to run. */
final class Inventory {
    private Inventory() {}

    /** Connectors, state topics and users of Kafka. */
    static List<String> outside(KilledPlane plane) {
        List<String> all = new ArrayList<>();
        plane.connect()
                .connectors()
                .forEach(name -> all.add("connector "
                        + plane.connect()
                                .status(name)
                                .map(status -> status.state())
                                .orElse("without status")));
        plane.kafka().topics().stream()
                .map(topic -> topic.name())
                .filter(name -> name.startsWith("crosscurrent-state-"))
                .forEach(name -> all.add("state topic"));
        try (Admin admin = Admin.create(Map.copyOf(plane.kafka().clientProperties()))) {
            admin.describeUserScramCredentials().all().get().keySet().forEach(user -> all.add("user " + user));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the users of Kafka are not known", e);
        }
        all.sort(null);
        return all;
    }

    /** Rows of the store, but for events and what is told of deleted stacks; only while the process is dead. */
    static List<String> stored(KilledPlane plane) {
        List<String> all = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(plane.store(), "sa", "");
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(
                    "select kind, name, state, intent from resource where state <> 'DELETE_COMPLETE'")) {
                while (rows.next()) {
                    all.add(String.join(
                            " ", rows.getString(1), plain(rows.getString(2)), rows.getString(3), rows.getString(4)));
                }
            }
            for (String table : List.of("sealed", "tag")) {
                try (ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
                    rows.next();
                    all.add(table + " rows: " + rows.getLong(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the store cannot be read", e);
        }
        all.sort(null);
        return all;
    }

    /** Without what is drawn by lot. */
    static String plain(String name) {
        return name.replaceAll("-[A-Za-z0-9]{6,}$", "-…").replaceAll("[A-Z0-9]{26}", "…");
    }
}
