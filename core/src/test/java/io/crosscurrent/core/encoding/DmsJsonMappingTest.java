/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import static io.crosscurrent.core.encoding.Encoding.column;
import static io.crosscurrent.core.encoding.Encoding.table;
import static io.crosscurrent.core.encoding.Encoding.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.registry.RegistryCodec;
import io.crosscurrent.core.registry.RegistryRecord.Captured;
import io.crosscurrent.core.registry.RegistryRecord.CapturedColumn;
import io.crosscurrent.core.row.RowWriter;
import io.crosscurrent.core.table.ColumnType;
import java.io.IOException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What object mappings do to records and to what the registry says of a table. */
class DmsJsonMappingTest {
    private final Encoding encoding = new Encoding(table(
            "customerNumber",
            column("customerNumber", ColumnType.INT32),
            column("first", ColumnType.STRING),
            column("last", ColumnType.STRING),
            column("country", ColumnType.STRING)));

    private static Consumer<RowWriter> customer(String first) {
        return row -> {
            if (row.wants(0)) {
                row.longValue(0, 103);
            }
            if (first == null) {
                row.nullValue(1);
            } else {
                text(row, 1, first);
            }
            text(row, 2, "Schmitt");
            text(row, 3, "France");
        };
    }

    private static String rule(String action, String parameters) {
        return "{'rule-type':'object-mapping','rule-id':2,'rule-name':'m','rule-action':'" + action
                + "','kafka-target-topic':'salesdb.customers','target-table-name':'c','load-order':null,"
                + "'object-locator':{'schema-name':'%','table-name':'ord%'},'mapping-parameters':{" + parameters
                + "}}";
    }

    private static final String ATTRIBUTES = "'exclude-columns':['first','last'],'partition-key-type':'attribute-name',"
            + "'partition-key-name':'customerKey','attribute-mappings':["
            + "{'target-attribute-name':'customerKey','attribute-type':'scalar',"
            + "'attribute-sub-type':'string','value':'${country}-${customerNumber}'},"
            + "{'target-attribute-name':'contact','attribute-type':'document','attribute-sub-type':'json',"
            + "'value':{'first':'${first}','last':'${last}','tags':['a','${last}!',1],'fixed':true,'none':{}}}]";

    @Test
    void writesScalarAndDocumentAttributes() {
        encoding.rule(rule("map-record-to-record", ATTRIBUTES)).load(customer("Carine \""));
        assertThat(encoding.last().data())
                .isEqualTo("{\"customerNumber\":103,\"country\":\"France\",\"customerKey\":\"France-103\","
                        + "\"contact\":{\"first\":\"Carine \\\"\",\"last\":\"Schmitt\","
                        + "\"tags\":[\"a\",\"Schmitt!\",1],\"fixed\":true,\"none\":{}}}");
        assertThat(encoding.last().key()).isEqualTo("France-103");
        assertThat(encoding.last().topic()).isEqualTo("salesdb.customers");
    }

    @Test
    void indentsAttributesToo() {
        encoding.with("MessageFormat", "JSON_UNFORMATTED");
        encoding.rule(rule("map-record-to-record", ATTRIBUTES)).load(customer(null));
        Encoding indented = new Encoding(encoding.plan().table()).with("MessageFormat", "json");
        indented.rule(rule("map-record-to-record", ATTRIBUTES)).load(customer(null));
        assertThat(indented.last().data()).isEqualTo(encoding.last().data());
        assertThat(indented.last().value())
                .contains("\t\t\"customerKey\": \"France-103\",\n\t\t\"contact\": {\n\t\t\t\"last\": \"Schmitt\",\n"
                        + "\t\t\t\"tags\": [\n\t\t\t\t\"a\",\n");
    }

    @Test
    void leavesAttributesOutThatAreNull() {
        encoding.rule(rule("map-record-to-record", ATTRIBUTES)).load(customer(null));
        assertThat(encoding.last().json().at("/data/contact").has("first")).isFalse();
        Encoding withNull = new Encoding(encoding.plan().table()).with("IncludeNullAndEmpty", true);
        withNull.rule(rule("map-record-to-record", ATTRIBUTES)).load(customer(null));
        assertThat(withNull.last().json().at("/data/contact/first").isNull()).isTrue();
    }

    @Test
    void writesAllColumnsIntoOneDocument() {
        encoding.rule(rule("map-record-to-document", "'exclude-columns':['country']"))
                .load(customer("Carine"));
        assertThat(encoding.last().data())
                .isEqualTo("{\"_doc\":{\"customerNumber\":103,\"first\":\"Carine\",\"last\":\"Schmitt\"}}");
        assertThat(encoding.plan().capturedColumns())
                .containsExactly(new CapturedColumn("_doc", ColumnType.JSON, 0, 0, 0, false));
        assertThat(encoding.plan().capturedKey()).isEmpty();
    }

    @Test
    void aDocumentMayHaveAttributesBesideIt() {
        encoding.with("MessageFormat", "json")
                .rule(rule("map-record-to-document", ATTRIBUTES))
                .load(customer("C"));
        assertThat(encoding.last().data())
                .startsWith("{\"_doc\":{\"customerNumber\":103,\"country\":\"France\"},"
                        + "\"customerKey\":\"France-103\",\"contact\":{\"first\":\"C\"");
    }

    @Test
    void excludedKeyColumnsStillMakeTheKey() {
        encoding.rule(rule("map-record-to-record", "'exclude-columns':['customerNumber']"))
                .load(customer("C"));
        assertThat(encoding.last().key()).isEqualTo("103");
        assertThat(encoding.last().json().get("data").has("customerNumber")).isFalse();
        assertThat(encoding.plan().capturedKey()).isEmpty();
    }

    @Test
    void everyColumnMayBeExcluded() {
        String all = "'exclude-columns':['customerNumber','first','last','country']";
        encoding.rule(rule("map-record-to-record", all)).load(customer("C"));
        assertThat(encoding.last().data()).isEqualTo("{}");
    }

    @Test
    void excludedColumnsAreNotInTheBeforeImage() {
        encoding.rule(rule("map-record-to-record", "'exclude-columns':['last']"))
                .beforeImage("all")
                .update(customer("A"), customer("B"));
        assertThat(encoding.last().json().get("before-image").toString())
                .isEqualTo("{\"customerNumber\":103,\"first\":\"A\",\"country\":\"France\"}");
    }

    @Test
    void theRegistryTellsWhatIsInData() throws IOException {
        encoding.rule(rule("map-record-to-record", ATTRIBUTES));
        Captured captured = Captured.of("TASK", encoding.plan(), false);
        assertThat(captured.columns().stream().map(CapturedColumn::name))
                .containsExactly("customerNumber", "country", "customerKey", "contact");
        assertThat(captured.primaryKey()).containsExactly("customerNumber");
        assertThat(captured.topic()).isEqualTo("salesdb.customers");
        assertThat(RegistryCodec.read(RegistryCodec.key(captured), RegistryCodec.value(captured)))
                .isEqualTo(captured);
    }

    @Test
    void beforeImagesHoldNoLargeColumns() {
        Encoding lobs = new Encoding(table(
                        "id",
                        column("id", ColumnType.INT32),
                        column("t", ColumnType.TEXT),
                        column("s", ColumnType.STRING)))
                .beforeImage("non-lob");
        Consumer<RowWriter> row = r -> {
            r.longValue(0, 1);
            text(r, 1, "large");
            text(r, 2, "small");
        };
        lobs.update(row, row);
        assertThat(lobs.last().json().get("before-image").toString()).isEqualTo("{\"id\":1,\"s\":\"small\"}");
    }
}
