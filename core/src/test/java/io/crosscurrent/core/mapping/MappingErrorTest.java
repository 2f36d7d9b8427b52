/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.crosscurrent.core.encoding.MessageSettings;
import io.crosscurrent.core.table.Column;
import io.crosscurrent.core.table.ColumnType;
import io.crosscurrent.core.table.Table;
import io.crosscurrent.core.table.TableId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, where, and in which words. Documents here are written with single quotes. */
class MappingErrorTest {
    private static final String LOCATOR = "'object-locator':{'schema-name':'s','table-name':'t'}";
    private static final String INCLUDE =
            "{'rule-type':'selection','rule-id':'1','rule-name':'a','rule-action':'include'," + LOCATOR + "}";

    private static MappingException refused(String json) {
        MappingException exception =
                catchThrowableOfType(MappingException.class, () -> TableMappings.parse(json.replace('\'', '"')));
        assertThat(exception).as(json).isNotNull();
        return exception;
    }

    private static MappingException refusedRules(String... rules) {
        return refused("{'rules':[" + String.join(",", rules) + "]}");
    }

    @Test
    void whatIsNoDocumentIsRefusedInTheWordsOfTheService() {
        assertThat(refused("{rules}")).hasMessageStartingWith("Invalid Table Mappings document. It is not JSON: ");
        assertThat(refused("{}"))
                .hasMessage("Invalid Table Mappings document. It must be an object with an array \"rules\".");
        assertThat(refused("{'rules':[]}").code()).isEqualTo("mapping.no_selection");
        assertThat(refused("{'rules':[]} x").code()).isEqualTo("mapping.invalid_document");
        assertThat(refused(" ".repeat(2_100_000)).code()).isEqualTo("mapping.too_large");
        assertThat(refusedRules("7").errors().get(0).path()).isEqualTo("$.rules[0]");
    }

    @Test
    void unsupportedRulesNameTheirId() {
        MappingException exception = refusedRules(
                INCLUDE,
                "{'rule-type':'validation','rule-id':'3','rule-name':'b','rule-action':'override-validation-function'}");
        assertThat(exception.code()).isEqualTo("mapping.unsupported_rule");
        assertThat(exception)
                .hasMessage("Error in mapping rules. Rule with ruleId = 3 failed validation. Rules of type"
                        + " validation have no meaning for Kafka. (at $.rules[1].rule-type)");
    }

    @Test
    void everyErrorIsCollected() {
        MappingException exception = refusedRules(
                "{'rule-type':'selection','rule-id':'1','rule-name':'a','rule-action':'take','object-locator':{'schema-name':'s'}}",
                "{'rule-type':'selection','rule-id':'1','rule-name':'a','rule-action':'include'," + LOCATOR
                        + ",'load-order':'soon'}");
        assertThat(exception.errors())
                .extracting(MappingError::code, MappingError::path)
                .containsExactly(
                        tuple("mapping.unknown_action", "$.rules[0].rule-action"),
                        tuple("mapping.missing_member", "$.rules[0].object-locator.table-name"),
                        tuple("mapping.duplicate_id", "$.rules[1].rule-id"),
                        tuple("mapping.duplicate_name", "$.rules[1].rule-name"),
                        tuple("mapping.invalid_number", "$.rules[1].load-order"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'rule-type':'selektion','rule-id':'1','rule-name':'a'}|mapping.unknown_rule_type",
                "{'rule-type':'selection','rule-id':'x','rule-name':'a','rule-action':'include',LOCATOR}|mapping.invalid_number",
                "{'rule-type':'selection','rule-name':'a','rule-action':'include',LOCATOR}|mapping.missing_member",
                "{'rule-type':'selection','rule-id':'1','rule-action':'include',LOCATOR}|mapping.missing_member",
                "{'rule-type':'selection','rule-id':'1','rule-name':'a','rule-action':'include'}|mapping.missing_member",
                "{'rule-type':'selection','rule-id':'1','rule-name':'a','rule-action':'include','object-locator':'s.t'}|mapping.wrong_type",
                "{'rule-type':'selection','rule-id':'1','rule-name':'a','rule-action':'include',LOCATOR,'loadorder':1}|mapping.unknown_member",
                "{'rule-type':'selection','rule-id':'1','rule-name':'a','rule-action':'include',LOCATOR,'load-order':0}|mapping.invalid_number",
                "{'rule-type':'selection','rule-id':'1','rule-name':'a','rule-action':'explicit','object-locator':{'schema-name':'s','table-name':'%'}}|mapping.explicit_wildcard",
                "{'rule-type':'selection','rule-id':'1','rule-name':'a','rule-action':'include','object-locator':{'schema-name':'s','table-name':'[a'}}|mapping.invalid_pattern",
                "{'rule-type':'selection','rule-id':'1','rule-name':'a','rule-action':'include','object-locator':{'schema-name':'s','table-name':'[b-a]'}}|mapping.invalid_pattern",
                "{'rule-type':'selection','rule-id':'1','rule-name':'a','rule-action':'include','object-locator':{'schema-name':'s','table-name':'t','table-type':'index'}}|mapping.unknown_table_type",
                "{'rule-type':'selection','rule-id':'1','rule-name':'a','rule-action':'exclude',LOCATOR}|mapping.no_selection"
            })
    void wrongSelectionRulesAreRefused(String rule, String code) {
        assertThat(refusedRules(rule.replace("LOCATOR", LOCATOR)).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'filter-type':'target','column-name':'c','filter-conditions':[{'filter-operator':'null'}]|mapping.unknown_filter_type",
                "'filter-type':'source','column-name':'c','filter-conditions':[{'filter-operator':'like','value':'x'}]|mapping.unknown_operator",
                "'filter-type':'source','column-name':'c','filter-conditions':[{'filter-operator':'eq'}]|mapping.filter_operands",
                "'filter-type':'source','column-name':'c','filter-conditions':[{'filter-operator':'null','value':1}]|mapping.filter_operands",
                "'filter-type':'source','column-name':'c','filter-conditions':[{'filter-operator':'between','start-value':1}]|mapping.filter_operands",
                "'filter-type':'source','column-name':'c','filter-conditions':[]|mapping.missing_member",
                "'filter-type':'source','filter-conditions':[{'filter-operator':'null'}]|mapping.missing_member",
                "'filter-type':'source','column-name':'c','filter-conditions':[{'filter-operator':'noteq','value':1},{'filter-operator':'eq','value':2}]|mapping.negative_operator"
            })
    void wrongFiltersAreRefused(String filter, String code) {
        String rule = INCLUDE.replace("}}", "},'filters':[{" + filter + "}]}");
        assertThat(refusedRules(rule).code()).isEqualTo(code);
    }

    @Test
    void filtersNeedIncludeAndAnExactTable() {
        String filters = ",'filters':[{'filter-type':'source','column-name':'c',"
                + "'filter-conditions':[{'filter-operator':'null'}]}]}";
        assertThat(refusedRules(INCLUDE.replace("}}", "}" + filters).replace("'include'", "'explicit'"))
                        .code())
                .isEqualTo("mapping.filter_needs_include");
        assertThat(refusedRules(INCLUDE.replace("}}", "}" + filters).replace("'t'", "'%'"))
                        .code())
                .isEqualTo("mapping.filter_needs_exact_name");
    }

    @Test
    void rulesThatContradictEachOtherAreRefused() {
        String exclude = INCLUDE.replace("'1'", "'2'").replace("'a'", "'b'").replace("include", "exclude");
        assertThat(refusedRules(INCLUDE.replace("include", "explicit"), exclude).code())
                .isEqualTo("mapping.conflicting_selection");
        String mapping = "{'rule-type':'object-mapping','rule-id':'7','rule-name':'m',"
                + "'rule-action':'map-record-to-record'," + LOCATOR + "}";
        MappingException exception =
                refusedRules(INCLUDE, mapping, mapping.replace("'7'", "'8'").replace("'m'", "'n'"));
        assertThat(exception.code()).isEqualTo("mapping.conflicting_object_mapping");
        assertThat(exception).hasMessageContaining("ruleId = 8 failed validation. It maps s.t, which rule 7 maps too.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'rule-action':'map-record-to-table'|mapping.unknown_action",
                "'kafka-target-topic':'a b'|mapping.invalid_topic",
                "'kafka-target-topik':'a'|mapping.unknown_member",
                "'mapping-parameters':{'partition-key-type':'primary-key-type'}|mapping.unknown_key_type",
                "'mapping-parameters':{'partition-key-type':'constant'}|mapping.missing_member",
                "'mapping-parameters':{'partition-key-type':'attribute-name'}|mapping.missing_member",
                "'mapping-parameters':{'partition-key-type':'primary-key','partition-key-name':'x'}|mapping.conflicting_key",
                "'mapping-parameters':{'partition-key-type':'schema-table','partition-key':{'value':'x'}}|mapping.conflicting_key",
                "'partition-key':{'value':'y'},'mapping-parameters':{'partition-key':{'value':'x'}}|mapping.conflicting_key",
                "'mapping-parameters':{'partition-key':{'value':'${x'}}|mapping.invalid_placeholder",
                "'mapping-parameters':{'exclude-columns':'x'}|mapping.wrong_type",
                "'mapping-parameters':{'attribute-mappings':[{'target-attribute-name':'x','attribute-type':'map','value':'y'}]}|mapping.unknown_attribute_type",
                "'mapping-parameters':{'attribute-mappings':[{'target-attribute-name':'x','attribute-type':'document','value':'y'}]}|mapping.wrong_type",
                "'mapping-parameters':{'attribute-mappings':[{'target-attribute-name':'x','attribute-type':'scalar'}]}|mapping.missing_member"
            })
    void wrongObjectMappingsAreRefused(String member, String code) {
        String action = member.contains("rule-action") ? "" : "'rule-action':'map-record-to-record',";
        String rule =
                "{'rule-type':'object-mapping','rule-id':'2','rule-name':'m'," + action + LOCATOR + "," + member + "}";
        MappingException exception = refusedRules(INCLUDE, rule);
        assertThat(exception.code()).isEqualTo(code);
        assertThat(exception.errors()).hasSize(1);
        assertThat(exception)
                .hasMessageStartingWith("Error in mapping rules. Rule with ruleId = 2 failed validation. ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'exclude-columns':['gone']|mapping.unknown_column",
                "'partition-key-type':'attribute-name','partition-key-name':'gone'|mapping.unknown_column",
                "'partition-key':{'value':'${gone}'}|mapping.unknown_column",
                "'attribute-mappings':[{'attribute-name':'x','attribute-type':'scalar','value':'${gone}'}]|mapping.unknown_column",
                "'attribute-mappings':[{'attribute-name':'x','attribute-type':'document','value':{'a':['${gone}']}}]|mapping.unknown_column",
                "'partition-key-name':'x','attribute-mappings':[{'attribute-name':'x','attribute-type':'document','value':{}}]|mapping.key_is_document"
            })
    void planningRefusesColumnsTheTableDoesNotHave(String parameters, String code) {
        TableMappings mappings = TableMappings.parse(("{'rules':[" + INCLUDE
                        + ",{'rule-type':'object-mapping','rule-id':'2','rule-name':'m',"
                        + "'rule-action':'map-record-to-record'," + LOCATOR + ",'mapping-parameters':{" + parameters
                        + "}}]}")
                .replace('\'', '"'));
        MappingException exception = planError(mappings);
        assertThat(exception.errors().get(0).code()).isEqualTo(code);
        assertThat(exception).hasMessageContaining("ruleId = 2 ");
    }

    @ParameterizedTest
    @CsvSource({
        "gone, 1, mapping.unknown_column",
        "doc, x, mapping.filter_on_lob",
        "id, soon, mapping.filter_value",
        "day, 6.1.2003, mapping.filter_value"
    })
    void planningRefusesFiltersThatCannotWork(String column, String value, String code) {
        String filter = "{'filter-type':'source','column-name':'" + column
                + "','filter-conditions':[{'filter-operator':'eq','value':'" + value + "'}]}";
        TableMappings mappings = TableMappings.parse(
                ("{'rules':[" + INCLUDE.replace("}}", "},'filters':[" + filter + "]}") + "]}").replace('\'', '"'));
        assertThat(planError(mappings).code()).isEqualTo(code);
    }

    private static MappingException planError(TableMappings mappings) {
        Table table = new Table(
                new TableId("s", "t"),
                List.of(
                        new Column("id", ColumnType.INT32, 0, 0, 0, false),
                        new Column("day", ColumnType.DATE, 0, 0, 0, true),
                        new Column("doc", ColumnType.JSON, 0, 0, 0, true)),
                List.of(0),
                "");
        MappingException exception =
                catchThrowableOfType(MappingException.class, () -> mappings.plan(table, MessageSettings.defaults()));
        assertThat(exception).isNotNull();
        return exception;
    }
}
