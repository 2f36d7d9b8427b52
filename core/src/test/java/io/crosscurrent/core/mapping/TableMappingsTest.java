/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.table.TableId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableMappingsTest {
    private int ids;

    private static TableMappings parse(String... rules) {
        return TableMappings.parse(("{'rules':[" + String.join(",", rules) + "]}").replace('\'', '"'));
    }

    private String selection(String action, String schema, String table, String more) {
        ids++;
        return "{'rule-type':'selection','rule-id':'%d','rule-name':'r%d','rule-action':'%s','object-locator':{'schema-name':'%s','table-name':'%s'}%s}"
                .formatted(ids, ids, action, schema, table, more);
    }

    private String mapping(String schema, String table, String topic) {
        ids++;
        return "{'rule-type':'object-mapping','rule-id':%d,'rule-name':'r%d','rule-action':'map-record-to-record','kafka-target-topic':'%s','object-locator':{'schema-name':'%s','table-name':'%s'}}"
                .formatted(ids, ids, topic, schema, table);
    }

    @ParameterizedTest
    @CsvSource({
        "%, orders, true",
        "ord%, orders, true",
        "%ers, orders, true",
        "order, orders, false",
        "orders, Orders, false",
        "order_, orders, true",
        "order_, order, false",
        "order[_]items, order_items, true",
        "order[_]items, order-items, false",
        "order[st], orders, true",
        "order[st], orderx, false",
        "t[0-9], t7, true",
        "t[0-9], tx, false",
        "a.b, a.b, true",
        "a.b, axb, false",
        "'%', '$€ 😀', true",
        "x[^a], x^, true",
        "x[^a], xb, false"
    })
    void namesMatchByWildcards(String pattern, String name, boolean matches) {
        TableMappings mappings = parse(selection("include", "salesdb", pattern, ""));
        assertThat(mappings.selects(new TableId("salesdb", name))).isEqualTo(matches);
        assertThat(mappings.selects(new TableId("other", name))).isFalse();
    }

    @Test
    void excludesWinWhateverTheOrder() {
        TableMappings mappings =
                parse(selection("exclude", "salesdb", "secret%", ""), selection("include", "salesdb", "%", ""));
        assertThat(mappings.selects(new TableId("salesdb", "orders"))).isTrue();
        assertThat(mappings.selects(new TableId("salesdb", "secrets"))).isFalse();
    }

    @Test
    void explicitTakesUnderscoresLiterally() {
        TableMappings mappings = parse(selection("explicit", "salesdb", "order_items", ""));
        assertThat(mappings.selects(new TableId("salesdb", "order_items"))).isTrue();
        assertThat(mappings.selects(new TableId("salesdb", "orderXitems"))).isFalse();
    }

    @Test
    void viewsAreSelectedOnlyWhenAskedFor() {
        String locator = "'object-locator':{'schema-name':'s','table-name':'%','table-type':'TYPE'}";
        String rule = "{'rule-type':'selection','rule-id':'9','rule-name':'v','rule-action':'include'," + locator + "}";
        TableId view = new TableId("s", "v");
        assertThat(parse(selection("include", "s", "%", "")).selects(view, TableMappings.Kind.VIEW))
                .isFalse();
        assertThat(parse(rule.replace("TYPE", "view")).selects(view, TableMappings.Kind.VIEW))
                .isTrue();
        assertThat(parse(rule.replace("TYPE", "view")).selects(view)).isFalse();
        assertThat(parse(rule.replace("TYPE", "all")).selects(view, TableMappings.Kind.VIEW))
                .isTrue();
        assertThat(parse(rule.replace("TYPE", "all")).selects(view)).isTrue();
    }

    @Test
    void loadOrderComesFromTheMostSpecificRule() {
        TableMappings mappings = parse(
                selection("include", "%", "%", ",'load-order':'5'"),
                selection("include", "salesdb", "orders", ",'load-order':10"),
                selection("include", "other", "%", ",'load-order':null"));
        assertThat(mappings.loadOrder(new TableId("salesdb", "orders"))).isEqualTo(10);
        assertThat(mappings.loadOrder(new TableId("salesdb", "x"))).isEqualTo(5);
        assertThat(mappings.loadOrder(new TableId("other", "x"))).isZero();
    }

    @Test
    void topicsAreListedOnce() {
        TableMappings mappings = parse(
                selection("include", "%", "%", ""),
                mapping("a", "x", "t2"),
                mapping("a", "y", "t1"),
                mapping("b", "%", "t2"));
        assertThat(mappings.topics()).containsExactly("t1", "t2");
    }

    @Test
    void nullMembersAndUnknownNullsAreTolerated() {
        TableMappings mappings = parse("{'rule-type':'selection','rule-id':1,'rule-name':'1','rule-action':'include',"
                + "'object-locator':{'schema-name':'s','table-name':'%','table-type':null},"
                + "'value':null,'load-order':null,'filters':[],'tag-set':null}");
        assertThat(mappings.selects(new TableId("s", "t"))).isTrue();
    }
}
