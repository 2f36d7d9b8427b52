/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import static io.crosscurrent.core.encoding.Encoding.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.encoding.RowEncoder.Outcome;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.row.RowWriter;
import io.crosscurrent.core.table.Column;
import io.crosscurrent.core.table.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transformation rules and what they make of one row: an order of Ann, 2 pieces at 12.50. */
class DmsJsonTransformationTest {
    private static final int ID = 0;
    private static final int NAME = 1;
    private static final int PHONE = 2;
    private static final int AMOUNT = 3;
    private static final int PRICE = 4;
    private static final int NOTE = 5;

    private static Encoding orders(String... rules) {
        Encoding encoding = new Encoding(Encoding.table(
                "id",
                column("id", ColumnType.INT32),
                column("name", ColumnType.STRING),
                column("phone", ColumnType.STRING),
                column("amount", ColumnType.INT32),
                new Column("price", ColumnType.DECIMAL, 0, 10, 2, true),
                column("note", ColumnType.TEXT)));
        for (int i = 0; i < rules.length; i++) {
            encoding.rule(rule(10 + i, rules[i]));
        }
        return encoding;
    }

    private static String rule(int id, String members) {
        return "{'rule-type':'transformation','rule-id':'" + id + "','rule-name':'r" + id + "'," + members + "}";
    }

    private static void text(RowWriter row, int column, String value) {
        if (row.wants(column)) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            row.utf8(column, bytes, 0, bytes.length);
        }
    }

    private static Consumer<RowWriter> order(long id, String phone, long amount) {
        return row -> {
            if (row.wants(ID)) {
                row.longValue(ID, id);
            }
            text(row, NAME, "Ann");
            text(row, PHONE, phone);
            if (row.wants(AMOUNT)) {
                row.longValue(AMOUNT, amount);
            }
            if (row.wants(PRICE)) {
                row.decimalText(PRICE, "12.50".getBytes(StandardCharsets.US_ASCII), 0, 5);
            }
            text(row, NOTE, "long");
        };
    }

    private static final Consumer<RowWriter> ROW = order(7, "030-12", 2);
    private static final String TABLE = "'object-locator':{'schema-name':'salesdb','table-name':'orders'}";
    private static final String SCHEMA = "'object-locator':{'schema-name':'sales%'}";

    private static String of(String columns) {
        return "'object-locator':{'schema-name':'salesdb','table-name':'%','column-name':'" + columns + "'}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    'rule-action':'rename','value':'shop'                                  | shop
                    'rule-action':'convert-uppercase'                                      | SALESDB
                    'rule-action':'convert-lowercase'                                      | salesdb
                    'rule-action':'add-prefix','value':'x_'                                | x_salesdb
                    'rule-action':'add-suffix','value':'_x'                                | salesdb_x
                    'rule-action':'remove-prefix','value':'sales'                          | db
                    'rule-action':'remove-prefix','value':'other'                          | salesdb
                    'rule-action':'remove-suffix','value':'db'                             | sales
                    'rule-action':'replace-prefix','value':'S_','old-value':'sales'        | S_db
                    'rule-action':'replace-suffix','value':'_new','old-value':'db'         | sales_new
                    'rule-action':'rename','expression':'upper($AR_M_SOURCE_SCHEMA)'       | SALESDB
                    """)
    void schemasAreRenamed(String action, String expected) {
        Encoding encoding = orders("'rule-target':'schema'," + action + "," + SCHEMA);
        encoding.load(ROW);
        assertThat(encoding.written.get(0).metadata().get("schema-name").textValue())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    'rule-action':'rename','value':'o'                              | o
                    'rule-action':'convert-uppercase'                               | ORDERS
                    'rule-action':'add-prefix','value':'x_'                         | x_orders
                    'rule-action':'add-suffix','value':'_x'                         | orders_x
                    'rule-action':'remove-prefix','value':'or'                      | ders
                    'rule-action':'remove-suffix','value':'s'                       | order
                    'rule-action':'replace-prefix','value':'b','old-value':'o'      | brders
                    'rule-action':'replace-suffix','value':'z','old-value':'s'      | orderz
                    """)
    void tablesAreRenamed(String action, String expected) {
        Encoding encoding = orders("'rule-target':'table'," + action + "," + TABLE);
        encoding.with("PartitionIncludeSchemaTable", true).load(ROW);
        assertThat(encoding.written.get(0).metadata().get("table-name").textValue())
                .isEqualTo(expected);
        assertThat(encoding.written.get(0).key()).isEqualTo("salesdb." + expected + ".7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    'rule-action':'rename','value':'customer'                              | name   | "customer":"Ann"
                    'rule-action':'convert-uppercase'                                      | name   | "NAME":"Ann"
                    'rule-action':'add-prefix','value':'x_'                                | amo%   | "x_amount":2
                    'rule-action':'add-suffix','value':'_x'                                | amount | "amount_x":2
                    'rule-action':'remove-prefix','value':'am'                             | amount | "ount":2
                    'rule-action':'remove-suffix','value':'nt'                             | amount | "amou":2
                    'rule-action':'replace-prefix','value':'b','old-value':'a'             | amount | "bmount":2
                    'rule-action':'replace-suffix','value':'T','old-value':'t'             | amount | "amounT":2
                    'rule-action':'change-data-type','data-type':{'type':'string','length':5}   | amount | "amount":"2"
                    'rule-action':'change-data-type','data-type':{'type':'int8'}           | amount | "amount":2
                    'rule-action':'change-data-type','data-type':{'type':'numeric','precision':5,'scale':1} | price | "price":12.5
                    'rule-action':'change-data-type','data-type':{'type':'real8'}          | price  | "price":12.5
                    'rule-action':'change-data-type','data-type':{'type':'bytes'}          | name   | "name":"0x416E6E"
                    'rule-action':'data-masking-digits-mask','value':'*'                   | phone  | "phone":"***-**"
                    'rule-action':'data-masking-hash-mask'                                 | name   | "name":"2A0D8DC0E1E0AB7E0B2B3B57"
                    'rule-action':'add-column','value':'total','expression':'$amount * $price','data-type':{'type':'numeric'} | | "total":25.00
                    'rule-action':'add-column','value':'who','expression':'upper($name)'   |        | "who":"ANN"
                    'rule-action':'add-column','value':'op','expression':'operation_indicator(1,2,3)','data-type':{'type':'int1'} | | "op":3
                    'rule-action':'add-column','value':'source','expression':'$AR_M_SOURCE_TABLE_NAME' | | "source":"orders"
                    'rule-action':'add-column','value':'big','expression':'CASE WHEN $amount > 1 THEN true ELSE false END','data-type':{'type':'boolean'} | | "big":true
                    """)
    void columnsAreTransformed(String action, String columns, String expected) {
        String locator = columns == null ? TABLE : of(columns);
        Encoding encoding = orders("'rule-target':'column'," + action + "," + locator);
        encoding.load(ROW);
        String data = encoding.written.get(0).data();
        if (expected.contains("2A0D")) {
            assertThat(data).containsPattern("\"name\":\"[0-9A-F]{64}\"");
        } else {
            assertThat(data).contains(expected);
        }
    }

    @Test
    void columnsAreLeftOut() {
        Encoding removing = orders("'rule-target':'column','rule-action':'remove-column'," + of("%e"));
        removing.load(ROW);
        assertThat(removing.written.get(0).data()).isEqualTo("{\"id\":7,\"amount\":2}");
        Encoding choosing = orders(
                "'rule-target':'column','rule-action':'include-column'," + of("id"),
                "'rule-target':'column','rule-action':'include-column'," + of("phone"));
        choosing.load(ROW);
        assertThat(choosing.written.get(0).data()).isEqualTo("{\"id\":7,\"phone\":\"030-12\"}");
    }

    @Test
    void ofRulesForOneColumnTheLowestIdHolds() {
        Encoding encoding = orders(
                "'rule-target':'column','rule-action':'rename','value':'first'," + of("name"),
                "'rule-target':'column','rule-action':'add-prefix','value':'x_'," + of("%"));
        encoding.load(ROW);
        assertThat(encoding.written.get(0).data()).startsWith("{\"x_id\":7,\"first\":\"Ann\",\"x_phone\":");
    }

    @Test
    void aLocatorMayAskForAType() {
        Encoding encoding = orders("'rule-target':'column','rule-action':'add-suffix','value':'_n',"
                + "'object-locator':{'schema-name':'%','table-name':'%','column-name':'%','data-type':'int4'}");
        encoding.load(ROW);
        assertThat(encoding.written.get(0).data())
                .contains("\"id_n\":7")
                .contains("\"amount_n\":2")
                .contains("\"name\":");
    }

    @Test
    void aDefinedKeyIsTheKeyOfTheMessage() {
        Encoding encoding = orders("'rule-target':'table','rule-action':'define-primary-key',"
                + "'primary-key-def':{'name':'pk','origin':'unique-index','columns':['name','amount']}," + TABLE);
        encoding.insert(ROW);
        assertThat(encoding.written.get(0).key()).isEqualTo("Ann.2");
        assertThat(encoding.plan().capturedKey()).containsExactly("name", "amount");
        assertThat(encoding.update(ROW, order(7, "030-12", 3))).isEqualTo(Outcome.SPLIT);
    }

    @Test
    void oldValuesStandBesideTheNewOnes() {
        Encoding encoding = orders("'rule-target':'column','rule-action':'add-before-image-columns',"
                + "'before-image-def':{'column-prefix':'BI_','column-filter':'non-lob'}," + of("%"));
        encoding.update(ROW, order(7, "040", 3));
        assertThat(encoding.written.get(0).data())
                .isEqualTo(
                        "{\"id\":7,\"name\":\"Ann\",\"phone\":\"040\",\"amount\":3,\"price\":12.50,\"note\":\"long\","
                                + "\"BI_id\":7,\"BI_name\":\"Ann\",\"BI_phone\":\"030-12\",\"BI_amount\":2,\"BI_price\":12.50}");
        encoding.insert(ROW);
        assertThat(encoding.written.get(1).data()).doesNotContain("BI_");
    }

    @Test
    void maskedColumnsAreMaskedInKeysAndOldValuesToo() {
        Encoding encoding = orders(
                "'rule-target':'column','rule-action':'data-masking-hash-mask'," + of("name"),
                "'rule-target':'table','rule-action':'define-primary-key','primary-key-def':{'columns':['name']},"
                        + TABLE,
                "'rule-target':'column','rule-action':'data-masking-digits-mask','value':'#'," + of("phone"));
        encoding.beforeImage("all").update(ROW, order(7, "0815", 3));
        Encoding.Written record = encoding.written.get(0);
        assertThat(record.key()).matches("[0-9A-F]{64}");
        assertThat(record.json().get("data").get("phone").textValue()).isEqualTo("####");
        assertThat(record.json().get("before-image").get("phone").textValue()).isEqualTo("###-##");
        assertThat(record.value()).doesNotContain("Ann").doesNotContain("0815");
    }

    @Test
    void randomDigitsStayNumbersOfTheType() {
        Encoding encoding =
                orders("'rule-target':'column','rule-action':'data-masking-digits-randomize'," + of("amount"));
        for (int i = 0; i < 50; i++) {
            encoding.load(order(i, "x", 2_000_000_000));
            assertThat(encoding.written.get(i).json().get("data").get("amount").longValue())
                    .isBetween(1_000_000_000L, (long) Integer.MAX_VALUE);
        }
    }

    @Test
    void aMaskMayFollowAChangeOfType() {
        Encoding encoding = orders(
                "'rule-target':'column','rule-action':'change-data-type','data-type':{'type':'string'}," + of("amount"),
                "'rule-target':'column','rule-action':'data-masking-digits-mask','value':'*'," + of("amount"));
        encoding.load(order(7, "x", 1234));
        assertThat(encoding.written.get(0).data()).contains("\"amount\":\"****\"");
    }

    @Test
    void headersOfChangesAreThere() {
        Encoding encoding = orders("'rule-target':'column','rule-action':'add-column','value':'h','expression':"
                + "'$AR_H_OPERATION || $AR_H_COMMIT_TIMESTAMP'," + TABLE);
        encoding.delete(ROW);
        assertThat(encoding.written.get(0).data()).contains("\"h\":\"DELETE2026-11-22 08:20:10.000000\"");
    }

    @Test
    void theRegistryKnowsWhatStandsInMessages() {
        Encoding encoding = orders(
                "'rule-target':'column','rule-action':'rename','value':'no'," + of("id"),
                "'rule-target':'column','rule-action':'remove-column'," + of("note"),
                "'rule-target':'column','rule-action':'add-column','value':'t','expression':'1','data-type':{'type':'int8'},"
                        + TABLE);
        assertThat(encoding.plan().capturedColumns())
                .extracting(c -> c.name() + " " + c.type())
                .containsExactly("no INT32", "name STRING", "phone STRING", "amount INT32", "price DECIMAL", "t INT64");
        assertThat(encoding.plan().capturedKey()).containsExactly("no");
    }

    @Test
    void columnsInOneDocumentAreTransformedToo() {
        Encoding encoding = orders(
                        "'rule-target':'column','rule-action':'rename','value':'no'," + of("id"),
                        "'rule-target':'column','rule-action':'add-column','value':'t','expression':'1','data-type':{'type':'int8'},"
                                + TABLE)
                .rule(
                        "{'rule-type':'object-mapping','rule-id':'90','rule-name':'doc','rule-action':'map-record-to-document',"
                                + "'object-locator':{'schema-name':'%','table-name':'%'}}");
        encoding.load(ROW);
        assertThat(encoding.written.get(0).json().at("/data/_doc/no").intValue())
                .isEqualTo(7);
        assertThat(encoding.written.get(0).json().at("/data/_doc/t").intValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    'rule-target':'column','rule-action':'make-lowercase' | id | "make-lowercase" is no action
                    'rule-target':'table','rule-action':'remove-column'   | id | does not work on a table
                    'rule-target':'column','rule-action':'add-prefix'     | id | add-prefix needs "value"
                    'rule-target':'column','rule-action':'replace-prefix','value':'x' | id | needs "old-value"
                    'rule-target':'column','rule-action':'change-data-type' | id | needs "data-type"
                    'rule-target':'column','rule-action':'change-data-type','data-type':{'type':'map'} | id | "map" is no type
                    'rule-target':'column','rule-action':'change-data-type','data-type':{'type':'string'} | note | is a large object
                    'rule-target':'column','rule-action':'data-masking-digits-mask','value':'**' | phone | not one printable ASCII character
                    'rule-target':'column','rule-action':'data-masking-hash-mask' | price | has the type numeric
                    'rule-target':'column','rule-action':'data-masking-digits-randomize' | id | is part of the key
                    'rule-target':'column','rule-action':'add-column','value':'name' | | would be called "name"
                    'rule-target':'column','rule-action':'rename','value':'name' | id | would be called "name"
                    'rule-target':'column','rule-action':'add-column','value':'x','expression':'$nix' | | there is no column "nix"
                    'rule-target':'table','rule-action':'define-primary-key','primary-key-def':{'columns':['nix']} | | has no column "nix"
                    'rule-target':'table','rule-action':'define-primary-key' | | "primary-key-def" is missing
                    'rule-target':'column','rule-action':'add-before-image-columns','before-image-def':{'column-prefix':''} | % | are both empty
                    'rule-target':'table','rule-action':'rename','expression':'$name' | | cannot depend on the values
                    'rule-target':'index-tablespace','rule-action':'rename','value':'x' | | a target of Oracle only
                    """)
    void badRulesAreRefusedByName(String members, String columns, String message) {
        String locator = columns == null ? TABLE : of(columns);
        boolean ofTable = members.contains("'rule-target':'table'") || members.contains("tablespace");
        Encoding encoding = orders(members + "," + (ofTable ? TABLE : locator));
        assertThatThrownBy(encoding::plan)
                .isInstanceOf(CrosscurrentException.class)
                .hasMessageContaining("ruleId = 10")
                .hasMessageContaining(message);
    }

    @Test
    void filtersOfMaskedColumnsAndTwoBeforeImagesAreRefused() {
        Encoding filtered = orders("'rule-target':'column','rule-action':'data-masking-hash-mask'," + of("name"))
                .rule(
                        "{'rule-type':'selection','rule-id':'1','rule-name':'all','rule-action':'include','object-locator':"
                                + "{'schema-name':'salesdb','table-name':'orders'},'filters':[{'filter-type':'source','column-name':'name',"
                                + "'filter-conditions':[{'filter-operator':'eq','value':'Ann'}]}]}")
                .rule(rule(10, "'rule-target':'column','rule-action':'data-masking-hash-mask'," + of("name")));
        assertThatThrownBy(filtered::plan).hasMessageContaining("is masked and cannot be filtered by");
        Encoding twice = orders("'rule-target':'column','rule-action':'add-before-image-columns'," + of("%"))
                .beforeImage("all");
        assertThatThrownBy(twice::plan).hasMessageContaining("BeforeImageSettings of the task are enabled too");
    }

    @Test
    void aValueThatCannotBeConvertedStopsTheTask() {
        Encoding encoding = orders(
                "'rule-target':'column','rule-action':'change-data-type','data-type':{'type':'int4'}," + of("name"));
        assertThatThrownBy(() -> encoding.load(ROW))
                .isInstanceOf(CrosscurrentException.class)
                .hasMessageContaining(
                        "Column name of salesdb.orders: The value \"Ann\" cannot be made into int32: it is no"
                                + " number.");
    }

    @Test
    void tableSettingsAreCheckedAndHaveNoEffect() {
        String settings = "{'rule-type':'table-settings','rule-id':'5','rule-name':'s','object-locator':"
                + "{'schema-name':'salesdb','table-name':'orders'},'parallel-load':{'type':'ranges','columns':['id'],"
                + "'boundaries':[['100'],['200']]},'lob-settings':{'mode':'unlimited'}}";
        Encoding encoding = orders().rule(settings);
        assertThat(encoding.load(ROW)).isEqualTo(Outcome.WRITTEN);
        assertThatThrownBy(orders().rule(settings.replace("'table-name':'orders'", "'table-name':'%'"))::plan)
                .hasMessageContaining("Exact schema and table name required when using table settings rule.");
        assertThatThrownBy(orders().rule(settings.replace("['200']", "['200','x']"))::plan)
                .hasMessageContaining("2 values for 1 columns");
    }
}
