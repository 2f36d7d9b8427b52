/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.registry.RegistryRecord.Captured;
import io.crosscurrent.core.registry.RegistryRecord.CapturedColumn;
import io.crosscurrent.core.table.ColumnType;
import io.crosscurrent.flink.format.DmsJsonFormatFactory;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.catalog.CatalogTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapturedTableTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BOOLEAN   | 0  | 0  | BOOLEAN",
                "INT8      | 0  | 0  | TINYINT",
                "INT16     | 0  | 0  | SMALLINT",
                "INT32     | 0  | 0  | INT",
                "INT64     | 0  | 0  | BIGINT",
                "UINT8     | 0  | 0  | SMALLINT",
                "UINT16    | 0  | 0  | INT",
                "UINT32    | 0  | 0  | BIGINT",
                "UINT64    | 0  | 0  | DECIMAL(20, 0)",
                "DECIMAL   | 10 | 2  | DECIMAL(10, 2)",
                "DECIMAL   | 38 | 38 | DECIMAL(38, 38)",
                "DECIMAL   | 65 | 30 | STRING",
                "FLOAT     | 0  | 0  | FLOAT",
                "DOUBLE    | 0  | 0  | DOUBLE",
                "STRING    | 0  | 0  | STRING",
                "TEXT      | 0  | 0  | STRING",
                "JSON      | 0  | 0  | STRING",
                "BYTES     | 0  | 0  | BYTES",
                "BLOB      | 0  | 0  | BYTES",
                "DATE      | 0  | 0  | DATE",
                "TIME      | 6  | 0  | STRING",
                "DATETIME  | 0  | 0  | TIMESTAMP(0)",
                "DATETIME  | 6  | 0  | TIMESTAMP(6)",
                "TIMESTAMP | 3  | 0  | TIMESTAMP_LTZ(3)"
            })
    void everyColumnTypeHasATypeThatHoldsAllItsValues(ColumnType type, int precision, int scale, String expected) {
        CapturedColumn column = new CapturedColumn("c", type, 0, precision, scale, false);
        assertThat(CapturedTable.type(column).getLogicalType().asSummaryString())
                .isEqualTo(expected);
    }

    @Test
    void theFormatReadsTheTypesTheCatalogueGives() {
        for (ColumnType type : ColumnType.values()) {
            CapturedColumn column = new CapturedColumn("c", type, 0, type == ColumnType.DECIMAL ? 5 : 0, 0, true);
            assertThat(DmsJsonFormatFactory.reads(CapturedTable.type(column).getLogicalType()))
                    .as(type.name())
                    .isTrue();
        }
    }

    @Test
    void onlyKeyColumnsAreNotNull() {
        // When
        CatalogTable table = CapturedTable.of(captured(List.of("b", "a")), "k:9092");
        // Then
        assertThat(table.getUnresolvedSchema())
                .isEqualTo(Schema.newBuilder()
                        .column("a", DataTypes.INT().notNull())
                        .column("b", DataTypes.INT().notNull())
                        .column("c", DataTypes.INT())
                        .primaryKey("b", "a")
                        .build());
    }

    @Test
    void aTableWithoutKeyRetracts() {
        assertThat(CapturedTable.of(captured(List.of()), "k:9092").getOptions())
                .containsEntry("dms-json.changelog", "retract");
        assertThat(CapturedTable.of(captured(List.of("a")), "k:9092").getOptions())
                .doesNotContainKey("dms-json.changelog")
                .containsEntry("properties.isolation.level", "read_committed")
                .containsEntry("dms-json.schema", "s")
                .containsEntry("dms-json.table", "t")
                .containsEntry("topic", "s.t");
    }

    private static Captured captured(List<String> primaryKey) {
        List<CapturedColumn> columns = List.of(
                new CapturedColumn("a", ColumnType.INT32, 0, 0, 0, false),
                new CapturedColumn("b", ColumnType.INT32, 0, 0, 0, false),
                new CapturedColumn("c", ColumnType.INT32, 0, 0, 0, false));
        return new Captured("TASK1", "s", "t", "s.t", columns, primaryKey, false);
    }
}
