/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.note;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Chosen values of parameters: text with us, any JSON in Zeppelin, where a checkbox has a list.
 *
 * @param values as text
 * @param kept those that are no text there, as they were
 */
record ZeppelinParams(Map<String, String> values, ObjectNode kept) {
    /** @param script with the forms the values belong to */
    static ZeppelinParams read(JsonNode params, String script) {
        Map<String, Forms.Form> forms = forms(script);
        Map<String, String> values = new LinkedHashMap<>();
        ObjectNode kept = PojoCodec.object();
        params.properties().forEach(each -> {
            Forms.Form form = forms.get(each.getKey());
            if (!each.getValue().isNull()) {
                values.put(each.getKey(), text(each.getValue(), form));
            }
            if (!each.getValue().isTextual() && (form == null || !form.kind().equals("password"))) {
                kept.set(each.getKey(), each.getValue());
            }
        });
        return new ZeppelinParams(values, kept);
    }

    static ObjectNode write(Cell cell) {
        Map<String, Forms.Form> forms = forms(cell.text());
        ObjectNode params = PojoCodec.object();
        cell.zeppelin().path("params").properties().forEach(each -> {
            if (each.getValue().isNull()) {
                params.set(each.getKey(), each.getValue());
            }
        });
        new TreeMap<>(cell.parameters()).forEach((name, value) -> {
            Forms.Form form = forms.get(name);
            JsonNode before = cell.zeppelin().path("params").path(name);
            if (!before.isMissingNode()
                    && !before.isNull()
                    && text(before, form).equals(value)) {
                params.set(name, before);
            } else if (form != null && form.kind().equals("checkbox")) {
                ArrayNode chosen = params.putArray(name);
                Pattern.compile(form.delimiter(), Pattern.LITERAL)
                        .splitAsStream(value)
                        .forEach(chosen::add);
            } else {
                params.put(name, value);
            }
        });
        return params;
    }

    private static Map<String, Forms.Form> forms(String script) {
        Map<String, Forms.Form> forms = new LinkedHashMap<>();
        Forms.of(script).forEach(form -> forms.put(form.name(), form));
        return forms;
    }

    private static String text(JsonNode value, Forms.Form form) {
        if (!value.isArray()) {
            return value.asText();
        }
        List<String> chosen = new ArrayList<>();
        value.forEach(each -> chosen.add(each.asText()));
        return String.join(form == null ? "," : form.delimiter(), chosen);
    }
}
