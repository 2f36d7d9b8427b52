/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.AdminLogin;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.schema.Catalogue;
import io.crosscurrent.testing.MySqlServer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys with text are ordered as the database orders them, and mostly without asking it. */
class CollatedOrderIT {
    private static MySqlServer server;
    private static MySqlConnection connection;

    @BeforeAll
    static void startServer() {
        server = MySqlServer.start(MySqlServer.Options.full());
        server.execute("create database t");
        connection = AdminLogin.open(server);
    }

    @AfterAll
    static void stopServer() {
        connection.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "utf8mb4_0900_ai_ci, 4",
        "utf8mb4_general_ci, 4",
        "utf8mb4_unicode_ci, 4",
        "utf8mb4_unicode_520_ci, 4",
        "utf8mb4_bin, 4",
        "utf8mb3_general_ci, 4",
        "utf8mb3_unicode_ci, 4",
        "utf8mb3_bin, 4",
        "latin1_swedish_ci, 1",
        "latin1_bin, 1",
        "ascii_general_ci, 0",
        "ascii_bin, 0"
    })
    void followsFromTheWeightsOfCharacters(String collation, int blocks) {
        AtomicInteger asked = new AtomicInteger();
        CollatedOrder order = order(collation, asked);
        Random random = new Random(7);
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            keys.add(key(text(random, blocks)));
        }
        List<Key> ends = new ArrayList<>(keys.subList(0, 1));
        for (int i = 0; i < 40; i++) {
            Key end = keys.get(random.nextInt(keys.size()));
            int place = order.asked(List.of(end), ends)[0];
            ends.add(place, end);
        }
        int[] here = order.behind(keys, ends);
        assertThat(here).isEqualTo(order.asked(keys, ends));
        asked.set(0);
        order.behind(keys, ends);
        assertThat(asked.get()).as("questions once the characters are known").isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf8mb4_0900_as_cs", "utf8mb4_spanish_ci", "utf8mb4_0900_ai_ci"})
    void isAskedForWhereCharactersAreNotEnough(String collation) {
        CollatedOrder order = order(collation, new AtomicInteger());
        List<Key> ends = List.of(key("c"), key("czar"), key("l"));
        List<Key> keys = List.of(key("ch"), key("C"), key("l\u00B7x"), key("e\u0301"), key("\uD83D\uDE00"), key("m"));
        assertThat(order.behind(keys, ends)).isEqualTo(order.asked(keys, ends));
    }

    private static CollatedOrder order(String collation, AtomicInteger asked) {
        String charset = collation.substring(0, collation.indexOf('_'));
        TableId id = new TableId("t", collation);
        server.execute("drop table if exists t." + collation);
        server.execute("create table t." + collation + " (k varchar(40) character set " + charset + " collate "
                + collation + " primary key)");
        KeyShape shape = KeyShape.of(new Catalogue(connection).read(List.of(id)).get(id));
        return new CollatedOrder(shape, List.of(collation), new HashMap<>(), () -> {
            asked.incrementAndGet();
            return connection;
        });
    }

    /** Often the beginning of another, with spaces here and there. */
    private static String text(Random random, int blocks) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(7);
        for (int i = 0; i < length; i++) {
            int narrow = random.nextInt(3);
            int c = narrow == 0 ? "aAbB -_.0é".codePointAt(random.nextInt(blocks == 0 ? 9 : 10)) : any(random, blocks);
            text.appendCodePoint(c);
        }
        return text.toString();
    }

    private static int any(Random random, int blocks) {
        return switch (random.nextInt(blocks + 1)) {
            case 0 -> ' ' + random.nextInt(95);
            case 1 -> 0xC0 + random.nextInt(blocks == 1 ? 0x40 : 0x190);
            case 2 -> 0x3B1 + random.nextInt(25) - (random.nextBoolean() ? 0x20 : 0);
            case 3 -> 0x410 + random.nextInt(64);
            default -> 0x4E00 + random.nextInt(0x51A6);
        };
    }

    private static Key key(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        bytes.write(0);
        bytes.write(0);
        return new Key(bytes.toByteArray());
    }
}
