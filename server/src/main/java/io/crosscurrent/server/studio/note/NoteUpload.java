/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.note;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the document of a note from a stream. Results of earlier runs, which make up nearly all of a large file, are passed
 * over as they come, so that memory is bounded by what is kept: {@value #MOST_NODES} values, {@value #MOST_CHARACTERS}
 * characters.
 */
public final class NoteUpload {
    public static final int MOST_BYTES = 64 << 20;
    static final int MOST_NODES = 200_000;
    static final int MOST_CHARACTERS = 8 << 20;
    private static final int DEPTH = 64;
    private static final int DIGITS = 1_000;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> RESULTS = Set.of("results", "result", "runtimeInfos");
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxStringLength(MOST_CHARACTERS)
                    .maxNumberLength(DIGITS)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final JsonParser parser;
    private int nodes;
    private long characters;

    private NoteUpload(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * @param in read up to its end, or to where it becomes too much
     * @throws CrosscurrentException {@code studio.note_damaged} when it is no JSON object, {@code studio.note_too_large}
     *     when it has more than {@link #MOST_BYTES} bytes or too much that would be kept
     * @throws IOException when the stream breaks off
     */
    public static ObjectNode read(InputStream in) throws IOException {
        try {
            return parse(in);
        } catch (CrosscurrentException refused) {
            // a browser hears of a refusal only when it could send everything
            for (long left = MOST_BYTES; left > 0; ) {
                long skipped = in.skip(left);
                left = skipped > 0 ? left - skipped : in.read() < 0 ? 0 : left - 1;
            }
            throw refused;
        }
    }

    private static ObjectNode parse(InputStream in) throws IOException {
        try (JsonParser parser = JSON.createParser(new Bounded(in))) {
            parser.nextToken();
            JsonNode document = new NoteUpload(parser).value();
            if (parser.nextToken() != null) {
                throw damaged("something follows after its end" + at(parser.currentLocation()));
            }
            if (document instanceof ObjectNode object) {
                return object;
            }
            throw damaged("it is no JSON object");
        } catch (StreamConstraintsException e) {
            throw tooMuch(e);
        } catch (JsonProcessingException e) {
            throw damaged("it is no JSON: " + e.getOriginalMessage().split("\n")[0] + at(e.getLocation()));
        }
    }

    /** As {@link #read(InputStream)}. */
    static ObjectNode read(String text) {
        try {
            return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalStateException("memory could not be read", e);
        }
    }

    private JsonNode value() throws IOException {
        if (++nodes > MOST_NODES) {
            throw tooLarge("more than %,d values beside its results".formatted(MOST_NODES));
        }
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw damaged("it is empty");
        }
        return switch (token) {
            case START_OBJECT -> members();
            case START_ARRAY -> elements();
            case VALUE_STRING -> NODES.textNode(counted(parser.getText()));
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(token == JsonToken.VALUE_TRUE);
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> number(parser.getDecimalValue());
            default -> NODES.nullNode();
        };
    }

    private ObjectNode members() throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            boolean passed = RESULTS.contains(name) && ofParagraph(parser.getParsingContext());
            parser.nextToken();
            if (passed) {
                parser.skipChildren();
            } else {
                counted(name);
                object.set(name, value());
            }
        }
        return object;
    }

    private ArrayNode elements() throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value());
        }
        return array;
    }

    /** Whether an object is an element of a list {@code paragraphs}: other results are settings of a view. */
    private static boolean ofParagraph(JsonStreamContext object) {
        JsonStreamContext list = object.getParent();
        return list != null
                && list.inArray()
                && list.getParent() != null
                && "paragraphs".equals(list.getParent().getCurrentName());
    }

    private JsonNode integer() throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    /** Written without an exponent later, {@code 1E+999999999} would fill the memory. */
    private JsonNode number(BigDecimal value) {
        if (Math.abs((long) value.scale()) > DIGITS) {
            throw damaged("a number has more than %,d digits".formatted(DIGITS) + at(parser.currentLocation()));
        }
        return NODES.numberNode(value);
    }

    private String counted(String text) {
        characters += text.length();
        if (characters > MOST_CHARACTERS) {
            throw tooLarge("more than %,d characters beside its results".formatted(MOST_CHARACTERS));
        }
        return text;
    }

    private static String at(JsonLocation place) {
        return place == null || place.getLineNr() < 1
                ? ""
                : " (line %d, column %d)".formatted(place.getLineNr(), place.getColumnNr());
    }

    private static CrosscurrentException tooMuch(StreamConstraintsException e) {
        return e.getMessage().toLowerCase(Locale.ROOT).contains("depth")
                ? damaged("it is nested deeper than " + DEPTH + " levels")
                : tooLarge("a value of more than %,d characters".formatted(MOST_CHARACTERS));
    }

    private static CrosscurrentException damaged(String why) {
        return new CrosscurrentException(
                "studio.note_damaged",
                "The file is no note: " + why + ".",
                "Choose a .zpln file that Zeppelin exported, or one of ours.");
    }

    private static CrosscurrentException tooLarge(String what) {
        return new CrosscurrentException(
                "studio.note_too_large",
                "The file cannot be imported: it has " + what + ".",
                "Clear its results where it comes from, or split it into several notes, and export it again.");
    }

    /** Ends with a failure where it becomes too long, so that nobody keeps us reading. */
    private static final class Bounded extends FilterInputStream {
        private long left = MOST_BYTES;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        /** Whoever gave the stream closes it. */
        @Override
        public void close() {}

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw tooLarge("more than 64 MB");
            }
        }
    }
}
