/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.mysql.protocol.MySqlConnection.BinlogStream;
import io.crosscurrent.mysql.protocol.MySqlConnection.DumpRequest;
import io.crosscurrent.mysql.protocol.MySqlConnection.EventBytes;
import io.crosscurrent.testing.MySqlServer;
import io.crosscurrent.testing.link.Direction;
import io.crosscurrent.testing.link.FaultyLink;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a change costs on the way from the database: transactions of twenty changes (14 inserts, 6 updates) to a table of ten
 * columns, some 250 bytes a row image, counted on the wire.
 */
class LinkBytesIT {
    private static final int TRANSACTIONS = 500;
    private static final int INSERTS = 14;
    private static final int UPDATES = 6;
    private static final int CHANGES = TRANSACTIONS * (INSERTS + UPDATES);
    private static final int BUDGET_BYTES = 100;
    private static final String[] WORDS = {
        "delivery", "before", "noon", "please", "ring", "twice", "fragile", "goods", "leave", "with", "neighbour",
        "invoice", "follows", "Grüße", "naïve", "customer", "asked", "for", "blue", "paper", "café", "\"express\""
    };

    private static MySqlServer server;
    /** Bytes a change by the setting, of transactions that the server wrote plain and compressed. */
    private static Map<String, Double> plain;

    private static Map<String, Double> compressed;

    /** A stretch of the log. */
    private record Part(String file, long from, long to) {}

    @BeforeAll
    static void writeTheLog() throws Exception {
        server = MySqlServer.start(MySqlServer.Options.full()
                .with("protocol_compression_algorithms", "uncompressed,zlib,zstd")
                .with("binlog_row_metadata", "FULL"));
        plain = measured(written("plain", "OFF"));
        compressed = measured(written("compressed", "ON"));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    /** At once, while nothing follows in the log: the server would send that too before we stop it. */
    private static Map<String, Double> measured(Part part) throws InterruptedException {
        Map<String, Double> bytes = new HashMap<>();
        for (String compression : List.of("none", "zlib", "zstd")) {
            bytes.put(compression, bytesAChange(part, Map.of("ConnectionCompression", compression)));
        }
        for (String level : List.of("1", "12")) {
            bytes.put(
                    "zstd " + level,
                    bytesAChange(part, Map.of("ConnectionCompression", "zstd", "ConnectionCompressionLevel", level)));
        }
        return bytes;
    }

    private static Part written(String schema, String transactionCompression) throws SQLException {
        server.execute(
                "CREATE DATABASE " + schema,
                "CREATE TABLE " + schema + ".orders (id BIGINT PRIMARY KEY, revision INT NOT NULL,"
                        + " customer INT UNSIGNED NOT NULL, amount DECIMAL(12,2) NOT NULL, status VARCHAR(16) NOT NULL,"
                        + " placed DATETIME(3) NOT NULL, changed TIMESTAMP(3) NOT NULL, code CHAR(12) NULL,"
                        + " active TINYINT NOT NULL, note VARCHAR(255) NOT NULL) CHARACTER SET utf8mb4",
                "FLUSH BINARY LOGS");
        Map<String, String> begin = server.query("SHOW MASTER STATUS").get(0);
        SplittableRandom random = new SplittableRandom(7);
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION binlog_transaction_compression = " + transactionCompression);
            statement.execute("USE " + schema);
            for (int i = 0; i < TRANSACTIONS; i++) {
                statement.execute(transaction(random, i));
            }
        }
        Map<String, String> end = server.query("SHOW MASTER STATUS").get(0);
        assertThat(end.get("File")).isEqualTo(begin.get("File"));
        return new Part(begin.get("File"), Long.parseLong(begin.get("Position")), Long.parseLong(end.get("Position")));
    }

    private static String transaction(SplittableRandom random, int index) {
        StringBuilder sql = new StringBuilder("BEGIN; INSERT INTO orders VALUES ");
        int first = index * INSERTS;
        for (int i = 0; i < INSERTS; i++) {
            sql.append(i == 0 ? "(" : ",(").append(first + i).append(",0,").append(random.nextInt(1, 100_000));
            sql.append(',')
                    .append(random.nextInt(100_000_000) / 100.0)
                    .append(",'paid','")
                    .append(instant(random));
            sql.append("','").append(instant(random)).append("','C-").append(random.nextInt(1_000_000_000));
            sql.append("',")
                    .append(random.nextInt(2))
                    .append(",'")
                    .append(note(random))
                    .append("')");
        }
        sql.append("; UPDATE orders SET revision = revision + 1, status = 'shipped', changed = '");
        sql.append(instant(random)).append("' WHERE id IN (-1");
        for (int i = 0; i < UPDATES; i++) {
            sql.append(',').append(first + i);
        }
        return sql.append("); COMMIT").toString();
    }

    private static String instant(SplittableRandom random) {
        return "2026-%02d-%02d %02d:%02d:%02d.%03d"
                .formatted(
                        random.nextInt(1, 13),
                        random.nextInt(1, 29),
                        random.nextInt(24),
                        random.nextInt(60),
                        random.nextInt(60),
                        random.nextInt(1000));
    }

    private static String note(SplittableRandom random) {
        StringBuilder note = new StringBuilder();
        while (note.length() < 185) {
            note.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        return note.toString();
    }

    /** Bytes that came over the network for the whole part, login included. */
    private static double bytesAChange(Part part, Map<String, String> options) throws InterruptedException {
        try (FaultyLink link = FaultyLink.to(server.port())) {
            SourceSettings settings = new SourceSettings(
                    "mysql", "127.0.0.1", link.port(), server.adminUser(), server.adminPassword(), "none", "", options);
            try (MySqlConnection connection = MySqlConnection.open(settings)) {
                BinlogStream stream = connection.dump(new DumpRequest(null, part.file(), part.from(), 4711, 1000));
                for (EventBytes event = stream.next(); end(event) < part.to(); ) {
                    event = stream.next();
                }
            }
            return (double) link.carriedBytes(Direction.FROM_SERVER) / CHANGES;
        }
    }

    /** Where the next event begins, 4 bytes little endian behind type, server id and length. */
    private static long end(EventBytes event) {
        byte[] b = event.buffer;
        int at = event.offset + 13;
        return (b[at] & 0xFF) | (b[at + 1] & 0xFF) << 8 | (b[at + 2] & 0xFF) << 16 | (long) (b[at + 3] & 0xFF) << 24;
    }

    @Test
    void oneSettingOfTheEndpointBringsAChangeUnderItsBudget() {
        assertThat(plain.get("none")).isGreaterThan(250);
        assertThat(plain.get("zlib")).isLessThanOrEqualTo(BUDGET_BYTES);
        assertThat(plain.get("zstd")).isLessThanOrEqualTo(BUDGET_BYTES);
    }

    @Test
    void aHigherLevelOfZstdSendsLess() {
        assertThat(plain.get("zstd 12")).isLessThan(plain.get("zstd"));
        assertThat(plain.get("zstd")).isLessThan(plain.get("zstd 1"));
    }

    @Test
    void transactionsThatTheServerCompressedComeAsSmallWithoutIt() {
        assertThat(compressed.get("none")).isLessThanOrEqualTo(BUDGET_BYTES);
        assertThat(compressed.get("zstd")).isLessThanOrEqualTo(BUDGET_BYTES);
    }
}
