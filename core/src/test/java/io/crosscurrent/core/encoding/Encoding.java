/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.crosscurrent.core.encoding.RowEncoder.Image;
import io.crosscurrent.core.encoding.RowEncoder.Outcome;
import io.crosscurrent.core.mapping.TableMappings;
import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.core.row.Operation;
import io.crosscurrent.core.row.RowWriter;
import io.crosscurrent.core.table.Column;
import io.crosscurrent.core.table.ColumnType;
import io.crosscurrent.core.table.Table;
import io.crosscurrent.core.table.TableId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An encoder with what it needs around it: settings, mappings, a table, and the records it wrote. */
final class Encoding {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    static final String ALL =
            "{'rule-type':'selection','rule-id':'1','rule-name':'all','rule-action':'include','object-locator':{'schema-name':'%','table-name':'%'}}";

    /** A record as written. */
    record Written(String topic, String key, String value) {
        /** Without the timestamp, which no test can know. */
        String fixed() {
            return value.replaceFirst("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z", "NOW");
        }

        JsonNode json() {
            try {
                return JSON.readTree(value);
            } catch (IOException e) {
                throw new AssertionError(value, e);
            }
        }

        String data() {
            return json().get("data").toString();
        }

        JsonNode metadata() {
            return json().get("metadata");
        }
    }

    final Map<String, Object> settings = new LinkedHashMap<>();
    final Map<String, Object> beforeImage = new LinkedHashMap<>();
    final List<String> rules = new ArrayList<>(List.of(ALL));
    private final List<String> json = new ArrayList<>();
    final List<Written> written = new ArrayList<>();
    final Transaction transaction = new Transaction();
    private final Table table;
    private TablePlan plan;
    private RowEncoder encoder;

    Encoding(Table table) {
        this.table = table;
        settings.put("MessageFormat", "json-unformatted");
        transaction.id = 12884902120L;
        transaction.recordId = 1;
        transaction.commitMicros = 1_795_335_610_000_000L;
    }

    static Table table(String key, Column... columns) {
        List<Column> all = Arrays.asList(columns);
        List<Integer> indexes = key.isEmpty()
                ? List.of()
                : Arrays.stream(key.split(","))
                        .map(name -> all.stream().map(Column::name).toList().indexOf(name))
                        .toList();
        return new Table(new TableId("salesdb", "orders"), all, indexes, "utf8mb4_0900_ai_ci");
    }

    static Column column(String name, ColumnType type) {
        return new Column(name, type, 0, 0, 0, true);
    }

    Encoding with(String setting, Object value) {
        settings.put(setting, value);
        return this;
    }

    Encoding beforeImage(String columns) {
        beforeImage.putAll(Map.of("EnableBeforeImage", true, "FieldName", "before-image", "ColumnFilter", columns));
        return this;
    }

    /** Replaces the selection rule when the given one is a selection rule. */
    Encoding rule(String json) {
        if (json.contains("'selection'")) {
            rules.clear();
        }
        rules.add(json);
        return this;
    }

    /** One more rule, written with double quotes. */
    Encoding jsonRule(String rule) {
        json.add(rule);
        return this;
    }

    MessageSettings messageSettings() {
        return MessageSettings.fromKafkaSettings(settings, beforeImage);
    }

    TablePlan plan() {
        if (plan == null) {
            List<String> all = new ArrayList<>(json);
            rules.forEach(rule -> all.add(0, rule.replace('\'', '"')));
            plan = TableMappings.parse("{\"rules\":[" + String.join(",", all) + "]}")
                    .plan(table, messageSettings());
            encoder = RowEncoder.dmsJson(messageSettings(), new MessageClock(0));
        }
        return plan;
    }

    Outcome load(Consumer<RowWriter> row) {
        return write(Operation.LOAD, null, row);
    }

    Outcome insert(Consumer<RowWriter> row) {
        return write(Operation.INSERT, null, row);
    }

    Outcome delete(Consumer<RowWriter> row) {
        return write(Operation.DELETE, row, null);
    }

    Outcome update(Consumer<RowWriter> before, Consumer<RowWriter> after) {
        return write(Operation.UPDATE, before, after);
    }

    private Outcome write(Operation operation, Consumer<RowWriter> before, Consumer<RowWriter> after) {
        plan();
        encoder.begin(plan, operation, operation == Operation.LOAD ? null : transaction);
        if (before != null) {
            encoder.image(Image.BEFORE);
            before.accept(encoder);
        }
        if (after != null) {
            encoder.image(Image.AFTER);
            after.accept(encoder);
        }
        return encoder.end((topic, key, value) -> written.add(new Written(
                topic, new String(key, StandardCharsets.UTF_8), new String(value, StandardCharsets.UTF_8))));
    }

    Written last() {
        return written.get(written.size() - 1);
    }

    static void text(RowWriter row, int column, String text) {
        if (row.wants(column)) {
            byte[] bytes = ("xx" + text + "yy").getBytes(StandardCharsets.UTF_8);
            row.utf8(column, bytes, 2, bytes.length - 4);
        }
    }
}
