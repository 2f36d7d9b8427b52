/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableRulesTest {
    @Test
    void aTableWithATopicGetsASelectionAndAnObjectMapping() throws Exception {
        JsonNode rules = new ObjectMapper()
                .readTree(TableRules.json(List.of("salesdb.%", "salesdb.orders=all-orders")))
                .path("rules");

        assertThat(rules).hasSize(3);
        assertThat(rules.get(0).at("/object-locator/table-name").asText()).isEqualTo("%");
        assertThat(rules.get(2).path("rule-type").asText()).isEqualTo("object-mapping");
        assertThat(rules.get(2).path("kafka-target-topic").asText()).isEqualTo("all-orders");
        assertThat(rules.findValuesAsText("rule-id")).containsExactly("1", "2", "3");
    }

    @Test
    void aTableWithoutASchemaIsRefused() {
        assertThatThrownBy(() -> TableRules.json(List.of("orders"))).hasMessage("\"orders\" names no table");
    }
}
