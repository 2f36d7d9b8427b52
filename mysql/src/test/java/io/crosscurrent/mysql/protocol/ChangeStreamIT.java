/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.mysql.protocol.MySqlConnection.BinlogStream;
import io.crosscurrent.mysql.protocol.MySqlConnection.DumpRequest;
import io.crosscurrent.mysql.protocol.MySqlConnection.EventBytes;
import io.crosscurrent.testing.MySqlServer;
import io.crosscurrent.testing.link.FaultyLink;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 90, unit = TimeUnit.SECONDS)
class ChangeStreamIT {
    private static final int FORMAT_DESCRIPTION = 15;
    private static final int ROTATE = 4;
    private static final int HEARTBEAT = 27;
    private static final int HEARTBEAT_V2 = 41;
    private static MySqlServer server;

    @BeforeAll
    static void startServer() {
        server = MySqlServer.start(MySqlServer.Options.full()
                .with("gtid_mode", "ON")
                .with("protocol_compression_algorithms", "uncompressed,zlib,zstd")
                .with("max_allowed_packet", "1073741824"));
        server.execute("create database t", "create table t.big (id int primary key, b longblob)");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private static SourceSettings settings(int port, String ssl, String compression) {
        return new SourceSettings(
                "mysql",
                "127.0.0.1",
                port,
                server.adminUser(),
                server.adminPassword(),
                ssl,
                "",
                Map.of("ConnectionCompression", compression));
    }

    private static MySqlConnection open() {
        return MySqlConnection.open(settings(server.port(), "none", "none"));
    }

    private static DumpRequest here(MySqlConnection connection, long serverId, long heartbeatMillis) {
        Map<String, String> status = connection.query("show master status").get(0);
        return new DumpRequest(
                null, status.get("File"), Long.parseLong(status.get("Position")), serverId, heartbeatMillis);
    }

    private static int type(EventBytes event) {
        return event.buffer[event.offset + 4] & 0xFF;
    }

    private static long size(EventBytes event) {
        byte[] b = event.buffer;
        int at = event.offset + 9;
        return (b[at] & 0xFF) | (b[at + 1] & 0xFF) << 8 | (b[at + 2] & 0xFF) << 16 | (long) (b[at + 3] & 0xFF) << 24;
    }

    private static boolean contains(EventBytes event, String text) {
        byte[] part = Arrays.copyOfRange(event.buffer, event.offset, event.offset + event.length);
        return new String(part, java.nio.charset.StandardCharsets.ISO_8859_1).contains(text);
    }

    @ParameterizedTest
    @CsvSource({"none,none", "require,none", "none,zlib", "none,zstd", "require,zstd"})
    void readsWholeEventsFromAFileAndOffset(String ssl, String compression) throws InterruptedException {
        try (MySqlConnection connection = MySqlConnection.open(settings(server.port(), ssl, compression))) {
            server.execute("truncate table t.big");
            DumpRequest request = here(connection, 101, 2000);
            server.execute(
                    "replace into t.big values (1, repeat('x', 40000000))",
                    "replace into t.big values (2, repeat('y', 16777215 - 50))",
                    "replace into t.big values (3, 'the end " + ssl + compression + "')");

            BinlogStream stream = connection.dump(request);

            EventBytes event = stream.next();
            assertThat(type(event)).isEqualTo(ROTATE);
            assertThat(contains(event, request.file())).isTrue();
            event = stream.next();
            assertThat(type(event)).isEqualTo(FORMAT_DESCRIPTION);
            long largest = 0;
            do {
                event = stream.next();
                assertThat(size(event)).isEqualTo(event.length);
                largest = Math.max(largest, event.length);
            } while (!contains(event, "the end " + ssl + compression));
            assertThat(largest).isGreaterThan(40_000_000);
        }
    }

    @Test
    void readsWhatAGtidSetDoesNotHold() throws InterruptedException {
        try (MySqlConnection connection = open()) {
            String executed =
                    connection.query("select @@gtid_executed g").get(0).get("g");
            server.execute("create table t.after_the_set (id int)", "drop table t.after_the_set");

            BinlogStream stream = connection.dump(new DumpRequest(executed, null, 0, 102, 2000));

            EventBytes event = stream.next();
            while (!contains(event, "create table t.after_the_set")) {
                assertThat(contains(event, "create table t.big")).isFalse();
                event = stream.next();
            }
        }
    }

    @Test
    void deliversHeartbeatsWhileNothingHappens() throws InterruptedException {
        try (MySqlConnection connection = open()) {
            BinlogStream stream = connection.dump(here(connection, 103, 200));
            int heartbeats = 0;
            while (heartbeats < 3) {
                int type = type(stream.next());
                heartbeats += type == HEARTBEAT || type == HEARTBEAT_V2 ? 1 : 0;
            }
            assertThat(stream.ready()).isFalse();
        }
    }

    @Test
    void saysThatALogIsPurged() {
        try (MySqlConnection connection = open()) {
            DumpRequest missing = new DumpRequest(null, "binlog.999998", 4, 104, 1000);
            BinlogStream stream = connection.dump(missing);
            CrosscurrentException failure = catchThrowableOfType(CrosscurrentException.class, stream::next);
            assertThat(failure.code()).isEqualTo("source.binlog_purged");
            assertThat(failure.getMessage()).contains("1236");
        }
        server.execute("flush binary logs");
        String last = server.query("show master status").get(0).get("File");
        server.execute("purge binary logs to '" + last + "'");
        try (MySqlConnection connection = open()) {
            BinlogStream stream = connection.dump(new DumpRequest("", null, 0, 105, 1000));
            CrosscurrentException failure = catchThrowableOfType(CrosscurrentException.class, stream::next);
            assertThat(failure.code()).isEqualTo("source.binlog_purged");
        }
    }

    @Test
    void saysThatAPositionLiesBehindTheEnd() {
        try (MySqlConnection connection = open()) {
            DumpRequest now = here(connection, 106, 1000);
            BinlogStream stream =
                    connection.dump(new DumpRequest(null, now.file(), now.offset() + 1_000_000_000L, 106, 1000));
            CrosscurrentException failure = catchThrowableOfType(CrosscurrentException.class, stream::next);
            assertThat(failure.code()).isEqualTo("source.position_invalid");
        }
    }

    @Test
    void saysThatAPositionBeyondFourGigabytesCannotBeReachedWithoutGtids() {
        try (MySqlConnection connection = open()) {
            DumpRequest now = here(connection, 110, 1000);
            CrosscurrentException failure = catchThrowableOfType(
                    CrosscurrentException.class,
                    () -> connection.dump(new DumpRequest(null, now.file(), 1L << 32, 110, 1000)));
            assertThat(failure.code()).isEqualTo("source.position_unreachable");
            assertThat(failure.getMessage()).contains(now.file() + ":4294967296");
            assertThat(failure.remedy()).contains("gtid_mode", "reload");
        }
    }

    @Test
    void saysThatALoginMayNotReadTheLog() {
        server.execute("create user 'reader'@'%' identified by 'p'", "grant select on *.* to 'reader'@'%'");
        SourceSettings settings =
                new SourceSettings("mysql", "127.0.0.1", server.port(), "reader", "p", "none", "", Map.of());
        try (MySqlConnection connection = MySqlConnection.open(settings)) {
            CrosscurrentException failure = catchThrowableOfType(
                    CrosscurrentException.class,
                    () -> connection.dump(new DumpRequest(null, "binlog.000001", 4, 107, 1000)));
            assertThat(failure.code()).isEqualTo("source.privilege_missing");
            assertThat(failure.remedy()).contains("GRANT", "REPLICATION SLAVE");
        }
    }

    @Test
    void endsWhenTheServerKillsTheConnection() throws InterruptedException {
        try (MySqlConnection connection = open()) {
            BinlogStream stream = connection.dump(here(connection, 108, 60_000));
            while (type(stream.next()) != FORMAT_DESCRIPTION) {}
            server.execute("kill " + connection.id());
            CrosscurrentException failure = catchThrowableOfType(CrosscurrentException.class, () -> {
                while (true) {
                    stream.next();
                }
            });
            assertThat(failure.code()).isEqualTo("source.connection_lost");
        }
    }

    @ParameterizedTest
    @CsvSource({"none", "require"})
    void endsWhenAnotherThreadClosesIt(String ssl) throws Exception {
        MySqlConnection connection = MySqlConnection.open(settings(server.port(), ssl, "none"));
        BinlogStream stream = connection.dump(here(connection, 109, 60_000));
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<CrosscurrentException> failure =
                CompletableFuture.supplyAsync(() -> catchThrowableOfType(CrosscurrentException.class, () -> {
                    while (true) {
                        waiting.countDown();
                        stream.next();
                    }
                }));
        waiting.await();
        connection.close();
        assertThat(failure.get().code()).isEqualTo("source.closed");
    }

    @ParameterizedTest
    @CsvSource({"none", "require"})
    void endsWhenItsThreadIsInterrupted(String ssl) throws Exception {
        try (MySqlConnection connection = MySqlConnection.open(settings(server.port(), ssl, "none"))) {
            BinlogStream stream = connection.dump(here(connection, 110, 60_000));
            AtomicReference<Throwable> end = new AtomicReference<>();
            Thread reader = new Thread(() -> {
                try {
                    while (true) {
                        stream.next();
                    }
                } catch (InterruptedException | RuntimeException e) {
                    end.set(e);
                }
            });
            reader.start();
            reader.interrupt();
            reader.join();
            assertThat(end.get()).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void noticesAConnectionThatDiedInSilence() throws Exception {
        try (FaultyLink link = FaultyLink.to(server.port());
                MySqlConnection connection = MySqlConnection.open(settings(link.port(), "none", "none"))) {
            BinlogStream stream = connection.dump(here(connection, 111, 300));
            while (type(stream.next()) != FORMAT_DESCRIPTION) {}
            link.stall();
            CrosscurrentException failure = catchThrowableOfType(CrosscurrentException.class, () -> {
                while (true) {
                    stream.next();
                }
            });
            assertThat(failure.code()).isEqualTo("source.connection_lost");
            assertThat(failure.getMessage()).contains("1800 ms");
        }
    }
}
