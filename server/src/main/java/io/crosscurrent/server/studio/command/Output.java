/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The forms of {@code --output}. */
enum Output {
    JSON {
        @Override
        String of(JsonNode answer) {
            try {
                return WRITER.writeValueAsString(answer);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a JSON tree could not be written", e);
            }
        }
    },
    TEXT {
        @Override
        String of(JsonNode answer) {
            return TextForm.of(answer);
        }
    },
    TABLE {
        @Override
        String of(JsonNode answer) {
            return TableForm.of(answer);
        }
    };

    private static final ObjectWriter WRITER = writer();

    /** Without a line break at the end. */
    abstract String of(JsonNode answer);

    /** @throws CrosscurrentException {@code studio.unknown_output} */
    static Output named(String name) {
        List<String> names = Arrays.stream(values())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
        int found = names.indexOf(name);
        if (found < 0) {
            throw Catalog.unknown("output", name, names);
        }
        return values()[found];
    }

    private static ObjectWriter writer() {
        DefaultIndenter indenter = new DefaultIndenter("    ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        return new ObjectMapper(JsonFactory.builder()
                        .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                        .build())
                .writer(printer);
    }
}
