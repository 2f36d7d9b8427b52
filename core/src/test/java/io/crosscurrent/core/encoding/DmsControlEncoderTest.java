/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import static io.crosscurrent.core.encoding.Encoding.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.encoding.ControlEncoder.ControlOperation;
import io.crosscurrent.core.encoding.Encoding.Written;
import io.crosscurrent.core.table.Column;
import io.crosscurrent.core.table.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DmsControlEncoderTest {
    private final Encoding encoding = new Encoding(table(
            "orderNumber",
            new Column("orderNumber", ColumnType.INT32, 0, 0, 0, false),
            new Column("status", ColumnType.STRING, 15, 0, 0, false),
            new Column("total", ColumnType.DECIMAL, 0, 10, 2, true)));
    private final List<Written> written = new ArrayList<>();
    private final RecordTarget target = (topic, key, value) -> written.add(
            new Written(topic, new String(key, StandardCharsets.UTF_8), new String(value, StandardCharsets.UTF_8)));

    private ControlEncoder encoder() {
        return ControlEncoder.dmsJson(encoding.messageSettings(), new MessageClock(0), "TASK");
    }

    @Test
    void opensATaskWithoutDetails() {
        encoding.with("IncludePartitionValue", true);
        encoder().taskStarted(target);
        Written record = written.get(0);
        assertThat(record.topic()).isEqualTo("kafka-default-topic");
        assertThat(record.key()).isEqualTo("TASK");
        assertThat(record.fixed())
                .isEqualTo("{\"metadata\":{\"timestamp\":\"NOW\",\"record-type\":\"control\","
                        + "\"operation\":\"create-table\",\"partition-key-type\":\"task-id\","
                        + "\"partition-key-value\":\"TASK\",\"schema-name\":\"\","
                        + "\"table-name\":\"awsdms_apply_exceptions\"}}");
    }

    @Test
    void describesACreatedTable() {
        encoding.with("IncludeControlDetails", true);
        encoder().table(encoding.plan(), ControlOperation.CREATE_TABLE, null, null, target);
        assertThat(written.get(0).key()).isEqualTo("TASK.salesdb.orders");
        assertThat(written.get(0).json().get("control"))
                .hasToString("{\"table-def\":{\"columns\":{\"orderNumber\":{\"type\":\"INT32\",\"nullable\":false},"
                        + "\"status\":{\"type\":\"WSTRING\",\"length\":15,\"nullable\":false},"
                        + "\"total\":{\"type\":\"NUMERIC\",\"precision\":10,\"scale\":2,\"nullable\":true}},"
                        + "\"primary-key\":[\"orderNumber\"],\"collation-name\":\"utf8mb4_0900_ai_ci\"}}");
    }

    @Test
    void tellsAlterationsOnlyWhenAskedTo() {
        encoder().table(encoding.plan(), ControlOperation.ADD_COLUMN, null, "total", target);
        assertThat(written).isEmpty();
        encoding.with("IncludeTableAlterOperations", true).with("IncludeControlDetails", true);
        encoder().table(encoding.plan(), ControlOperation.ADD_COLUMN, null, "total", target);
        encoder().table(encoding.plan(), ControlOperation.DROP_COLUMN, "old", null, target);
        encoder().table(encoding.plan(), ControlOperation.RENAME_COLUMN, "old", "total", target);
        encoder().table(encoding.plan(), ControlOperation.DROP_TABLE, null, null, target);
        assertThat(written.stream().map(r -> r.metadata().get("operation").asText()))
                .containsExactly("add-column", "drop-column", "rename-column", "drop-table");
        assertThat(written.get(0).json().at("/control/column"))
                .hasToString(
                        "{\"name\":\"total\",\"type\":\"NUMERIC\",\"precision\":10,\"scale\":2,\"nullable\":true}");
        assertThat(written.get(1).json().at("/control/column")).hasToString("{\"name\":\"old\"}");
        assertThat(written.get(2).json().at("/control/old-name").asText()).isEqualTo("old");
        assertThat(written.get(2).json().at("/control/new-name").asText()).isEqualTo("total");
        assertThat(written.get(3).json().get("control")).hasToString("{}");
    }

    @Test
    void indentsWithTabs() {
        encoding.with("MessageFormat", "json");
        encoder().taskStarted(target);
        assertThat(written.get(0).value()).startsWith("{\n\t\"metadata\": {\n\t\t\"timestamp\": \"20");
    }
}
