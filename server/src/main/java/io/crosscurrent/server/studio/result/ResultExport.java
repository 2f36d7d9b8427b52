/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.crosscurrent.engines.sql.SqlEngine.ResultColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows as a file. Values are exact: text in CSV (RFC 4180; NULL is an empty field, the empty text is ""), strings in JSON. */
public final class ResultExport {
    private ResultExport() {}

    public static void csv(List<ResultColumn> columns, List<List<String>> rows, OutputStream target)
            throws IOException {
        Writer out = new OutputStreamWriter(target, StandardCharsets.UTF_8);
        line(out, columns.stream().map(ResultColumn::name).toList());
        for (List<String> row : rows) {
            line(out, row);
        }
        out.flush();
    }

    private static void line(Writer out, List<String> values) throws IOException {
        for (int i = 0; i < values.size(); i++) {
            out.write(i == 0 ? "" : ",");
            String value = values.get(i);
            if (value == null) {
                continue;
            }
            boolean plain =
                    !value.isEmpty() && value.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
            out.write(plain ? value : "\"" + value.replace("\"", "\"\"") + "\"");
        }
        out.write("\r\n");
    }

    /** A list of objects; every value is a string or null, so that no digit is lost. */
    public static void json(List<ResultColumn> columns, List<List<String>> rows, OutputStream target)
            throws IOException {
        try (JsonGenerator out = new JsonFactory().createGenerator(target)) {
            out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            out.writeStartArray();
            for (List<String> row : rows) {
                out.writeStartObject();
                for (int i = 0; i < row.size(); i++) {
                    out.writeStringField(columns.get(i).name(), row.get(i));
                }
                out.writeEndObject();
            }
            out.writeEndArray();
        }
    }
}
