/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.core.registry.RegistryRecord.CapturedColumn;
import io.crosscurrent.core.table.ColumnType;
import io.crosscurrent.server.connector.ConnectorConfiguration.Format;
import io.crosscurrent.server.connector.EnvelopeShape.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvelopeShapeTest {
    private static final Format SCHEMAS = new Format(true, true, true);
    private static final Format PLAIN = new Format(true, false, true);

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Message> plain(String... values) {
        return Arrays.stream(values)
                .map(value -> new Message(json("{\"id\": 1}"), json(value)))
                .toList();
    }

    @Test
    void readsColumnsFromTheSchemaOfAMessage() {
        Message message = new Message(
                json("{\"schema\": {}, \"payload\": {\"id\": 1}}"),
                json(
                        """
                        {"schema": {"type": "struct", "fields": [
                           {"field": "before", "type": "struct", "fields": []},
                           {"field": "after", "type": "struct", "fields": [
                             {"field": "id", "type": "int32", "optional": false},
                             {"field": "price", "type": "bytes", "optional": true,
                              "name": "org.apache.kafka.connect.data.Decimal",
                              "parameters": {"scale": "2", "connect.decimal.precision": "10"}},
                             {"field": "at", "type": "int64", "optional": true, "name": "io.debezium.time.MicroTimestamp"},
                             {"field": "tags", "type": "array", "optional": true}]}]},
                         "payload": {"op": "c", "before": null, "after": {"id": 1}}}
                        """));
        EnvelopeShape shape = EnvelopeShape.of(List.of(message), SCHEMAS).orElseThrow();
        assertThat(shape.key()).containsExactly("id");
        assertThat(shape.columns())
                .containsExactly(
                        new CapturedColumn("id", ColumnType.INT32, 0, 0, 0, false),
                        new CapturedColumn("price", ColumnType.DECIMAL, 0, 10, 2, true),
                        new CapturedColumn("at", ColumnType.INT64, 0, 0, 0, true),
                        new CapturedColumn("tags", ColumnType.STRING, 0, 0, 0, true));
        assertThat(EnvelopeShape.of(List.of(message), new Format(true, true, false))
                        .orElseThrow()
                        .columns()
                        .get(1)
                        .type())
                .isEqualTo(ColumnType.BYTES);
    }

    @Test
    void guessesColumnsFromValues() {
        EnvelopeShape shape = EnvelopeShape.of(
                        plain(
                                "{\"op\": \"c\", \"before\": null, \"after\": {\"id\": 1, \"a\": null, \"b\": 1, \"c\": 2, \"d\": {}}}",
                                "{\"op\": \"c\", \"before\": null, \"after\": {\"id\": 2, \"a\": true, \"b\": 1.5, \"c\": \"x\"}}"),
                        PLAIN)
                .orElseThrow();
        assertThat(shape.columns())
                .extracting(CapturedColumn::name, CapturedColumn::type)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("id", ColumnType.INT64),
                        org.assertj.core.groups.Tuple.tuple("a", ColumnType.BOOLEAN),
                        org.assertj.core.groups.Tuple.tuple("b", ColumnType.DOUBLE),
                        org.assertj.core.groups.Tuple.tuple("c", ColumnType.STRING),
                        org.assertj.core.groups.Tuple.tuple("d", ColumnType.STRING));
    }

    @Test
    void knowsWhatIsNoTable() {
        assertThat(EnvelopeShape.of(plain("{\"id\": \"tx\", \"status\": \"BEGIN\"}"), PLAIN))
                .isEmpty();
    }
}
