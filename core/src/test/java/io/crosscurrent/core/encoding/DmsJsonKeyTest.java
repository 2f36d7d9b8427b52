/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import static io.crosscurrent.core.encoding.Encoding.column;
import static io.crosscurrent.core.encoding.Encoding.table;
import static io.crosscurrent.core.encoding.Encoding.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.encoding.RowEncoder.Outcome;
import io.crosscurrent.core.row.RowWriter;
import io.crosscurrent.core.table.ColumnType;
import io.crosscurrent.core.table.Table;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Kafka keys, what the metadata says of them, and updates that change them. */
class DmsJsonKeyTest {
    private static final Table COMPOSITE = table(
            "country,id",
            column("id", ColumnType.INT64),
            column("country", ColumnType.STRING),
            column("note", ColumnType.STRING));

    private final Encoding encoding = new Encoding(COMPOSITE);

    private static Consumer<RowWriter> row(long id, String country, String note) {
        return row -> {
            if (row.wants(0)) {
                row.longValue(0, id);
            }
            text(row, 1, country);
            text(row, 2, note);
        };
    }

    private static String mapping(String parameters) {
        return "{'rule-type':'object-mapping','rule-id':'2','rule-name':'m','rule-action':'map-record-to-record',"
                + "'object-locator':{'schema-name':'salesdb','table-name':'orders'},'mapping-parameters':{" + parameters
                + "}}";
    }

    @Test
    void compositeKeysAreJoinedInKeyOrder() {
        encoding.load(row(7, "Frankreich \"Süd\"", "x"));
        assertThat(encoding.last().key()).isEqualTo("Frankreich \"Süd\".7");
        assertThat(encoding.plan().keyedByPrimaryKey()).isTrue();
    }

    @Test
    void loadAndStreamHaveTheSameKey() {
        encoding.load(row(7, "FR", "x"));
        encoding.insert(row(7, "FR", "x"));
        encoding.update(row(7, "FR", "x"), row(7, "FR", "y"));
        encoding.delete(row(7, "FR", "y"));
        assertThat(encoding.written).hasSize(4).allMatch(record -> record.key().equals("FR.7"));
    }

    @Test
    void theKeyCanCarrySchemaAndTableAndStandInTheMetadata() {
        encoding.with("PartitionIncludeSchemaTable", true)
                .with("IncludePartitionValue", true)
                .load(row(7, "a\"b", "x"));
        assertThat(encoding.last().key()).isEqualTo("salesdb.orders.a\"b.7");
        assertThat(encoding.last().metadata().get("partition-key-value").asText())
                .isEqualTo("salesdb.orders.a\"b.7");
    }

    @Test
    void aTableWithoutKeyIsKeyedBySchemaAndTable() {
        Encoding keyless = new Encoding(table("", column("v", ColumnType.INT32))).with("IncludePartitionValue", true);
        keyless.load(row -> row.longValue(0, 1));
        assertThat(keyless.last().key()).isEqualTo("salesdb.orders");
        assertThat(keyless.last().metadata().get("partition-key-type").asText()).isEqualTo("schema-table");
        assertThat(keyless.last().metadata().has("partition-key-value")).isFalse();
        assertThat(keyless.plan().keyedByPrimaryKey()).isFalse();
        assertThat(keyless.update(
                        row -> {
                            if (row.wants(0)) {
                                row.longValue(0, 1);
                            }
                        },
                        row -> row.longValue(0, 2)))
                .isEqualTo(Outcome.WRITTEN);
    }

    @Test
    void keysOfBigIntegersAreExactWhateverTheSettingsSay() {
        Encoding big = new Encoding(table("id", column("id", ColumnType.UINT64)));
        big.load(row -> row.unsignedLongValue(0, -1));
        assertThat(big.last().key()).isEqualTo("18446744073709551615");
        big.load(row -> row.longValue(0, Long.MIN_VALUE));
        assertThat(big.last().key()).isEqualTo("-9223372036854775808");
    }

    @Test
    void anUpdateOfTheKeyIsSplitAndWritesNothing() {
        Outcome outcome = encoding.update(row(7, "FR", "x"), row(8, "FR", "x"));
        assertThat(outcome).isEqualTo(Outcome.SPLIT);
        assertThat(encoding.written).isEmpty();
        assertThat(encoding.transaction.recordId).isEqualTo(1);
    }

    @Test
    void keysThatJoinToTheSameTextAreStillDifferentRows() {
        Encoding pair = new Encoding(table("a,b", column("a", ColumnType.STRING), column("b", ColumnType.STRING)));
        Outcome outcome = pair.update(
                row -> {
                    text(row, 0, "x.y");
                    text(row, 1, "z");
                },
                row -> {
                    text(row, 0, "x");
                    text(row, 1, "y.z");
                });
        assertThat(outcome).isEqualTo(Outcome.SPLIT);
    }

    @Test
    void anUpdateOfThePrimaryKeyIsSplitUnderAnyPartitionKey() {
        encoding.rule(mapping("'partition-key-type':'schema-table'"));
        assertThat(encoding.update(row(7, "FR", "x"), row(8, "FR", "x"))).isEqualTo(Outcome.SPLIT);
        assertThat(encoding.update(row(8, "FR", "x"), row(8, "FR", "y"))).isEqualTo(Outcome.WRITTEN);
        assertThat(encoding.last().key()).isEqualTo("salesdb.orders");
    }

    @Test
    void aColumnCanBeTheKey() {
        encoding.rule(mapping("'partition-key-type':'attribute-name','partition-key-name':'note'"))
                .with("IncludePartitionValue", true);
        encoding.load(row(7, "FR", "n1"));
        assertThat(encoding.last().key()).isEqualTo("n1");
        assertThat(encoding.last().metadata().get("partition-key-type").asText())
                .isEqualTo("attribute-name");
        assertThat(encoding.last().metadata().get("partition-key-value").asText())
                .isEqualTo("n1");
        assertThat(encoding.update(row(7, "FR", "n1"), row(7, "FR", "n2"))).isEqualTo(Outcome.SPLIT);
        assertThat(encoding.plan().keyedByPrimaryKey()).isFalse();
    }

    @Test
    void aKeyCanBeConstantOrATemplateInBothPlaces() {
        encoding.rule(mapping("'partition-key-type':'constant','partition-key':{'value':'one'}"));
        encoding.load(row(7, "FR", "x"));
        assertThat(encoding.last().key()).isEqualTo("one");

        Encoding template = new Encoding(COMPOSITE)
                .rule(mapping("").replace("'mapping-parameters':{}", "'partition-key':{'value':'${note}/${id}'}"));
        template.load(row(7, "FR", "x"));
        assertThat(template.last().key()).isEqualTo("x/7");
    }

    @Test
    void transactionsCanBeTheKeyOfChanges() {
        encoding.rule(mapping("'partition-key-type':'transaction-id'")).with("IncludePartitionValue", true);
        encoding.insert(row(7, "FR", "x"));
        assertThat(encoding.last().key()).isEqualTo("12884902120");
        assertThat(encoding.last().metadata().get("partition-key-value").asText())
                .isEqualTo("12884902120");
        encoding.load(row(7, "FR", "x"));
        assertThat(encoding.last().key()).isEqualTo("salesdb.orders");
        assertThat(encoding.last().metadata().get("partition-key-type").asText())
                .isEqualTo("schema-table");
    }

    @Test
    void aMissingKeyValueIsAnError() {
        assertThatThrownBy(() -> encoding.insert(row -> row.longValue(0, 1)))
                .hasMessage("INSERT of salesdb.orders came without the value of a key column.");
    }

    @Test
    void aRecordThatIsTooLargeSaysWhichAndWhatToDo() {
        encoding.with("MessageMaxBytes", 500);
        assertThatThrownBy(() -> encoding.insert(row(7, "FR", "x".repeat(300))))
                .hasMessage("The INSERT of salesdb.orders with key \"FR.7\" needs a message of 549 bytes;"
                        + " MessageMaxBytes allows 500.")
                .extracting("code", "remedy")
                .containsExactly(
                        "encoding.too_large",
                        "Raise MessageMaxBytes of the endpoint, and max.message.bytes of topic"
                                + " \"kafka-default-topic\"; or leave large columns out with exclude-columns.");
        assertThatThrownBy(() -> encoding.insert(row(7, "FR", "x".repeat(3_000_000))))
                .hasMessageContaining("needs a message of at least 3000");
        encoding.insert(row(7, "FR", "fits"));
        assertThat(encoding.last().json().at("/data/note").asText()).isEqualTo("fits");
    }
}
