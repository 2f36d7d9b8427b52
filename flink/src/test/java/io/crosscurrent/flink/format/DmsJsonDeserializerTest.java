/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.format;

import static io.crosscurrent.flink.format.Messages.message;
import static io.crosscurrent.flink.format.Messages.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.UserCodeClassLoader;
import org.junit.jupiter.api.Test;

class DmsJsonDeserializerTest {
    private static final byte[] READABLE = bytes(message("insert", "{\"id\": 1}"));
    private static final byte[] UNREADABLE = bytes(message("insert", "{\"id\": \"one\"}"));

    @Test
    void travelsToWorkersAndReadsThere() throws Exception {
        // Given
        DmsJsonDeserializer sent = deserializer(false);
        // When
        DmsJsonDeserializer arrived = InstantiationUtil.clone(sent);
        // Then
        assertThat(arrived).isEqualTo(sent).hasSameHashCodeAs(sent);
        assertThat(read(arrived, READABLE).rows).hasSize(1);
    }

    @Test
    void failsWithCauseAndRemedyInOneLine() {
        assertThatThrownBy(() -> read(deserializer(false), UNREADABLE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("column id (INT) cannot hold \"one\"")
                .hasMessageContaining("[flink.unreadable_message]")
                .hasMessageContaining("'dms-json.ignore-parse-errors' = 'true'");
    }

    @Test
    void skipsUnreadableMessagesWhenToldTo() throws Exception {
        assertThat(read(deserializer(true), READABLE, UNREADABLE, bytes("{"), READABLE).rows)
                .hasSize(2);
    }

    @Test
    void tombstonesAreNoRows() throws Exception {
        assertThat(read(deserializer(false), (byte[]) null).rows).isEmpty();
    }

    private static DmsJsonDeserializer deserializer(boolean ignoreParseErrors) {
        return new DmsJsonDeserializer(
                Messages.layout(row(DataTypes.FIELD("id", DataTypes.INT())), Changelog.UPSERT),
                ignoreParseErrors,
                TypeInformation.of(new TypeHint<RowData>() {}));
    }

    private static Messages.Rows read(DmsJsonDeserializer deserializer, byte[]... messages) throws Exception {
        Messages.Rows rows = new Messages.Rows();
        deserializer.open(new Worker());
        for (byte[] message : messages) {
            deserializer.deserialize(message, rows);
        }
        return rows;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What a worker gives to a format. */
    private static final class Worker implements DeserializationSchema.InitializationContext {
        @Override
        public MetricGroup getMetricGroup() {
            return new UnregisteredMetricsGroup();
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            throw new UnsupportedOperationException("the format loads no classes");
        }
    }
}
