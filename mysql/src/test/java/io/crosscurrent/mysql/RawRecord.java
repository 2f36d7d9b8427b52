/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Pieces of JSON text as they stand, for comparisons that no parser may smooth over. */
final class RawRecord {
    private static final JsonFactory JSON = new JsonFactory();

    private RawRecord() {}

    /** The members of an object, each value as its text. */
    static Map<String, String> members(String object) {
        Map<String, String> members = new LinkedHashMap<>();
        try (JsonParser in = JSON.createParser(object)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalStateException("not an object: " + object);
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                int from = (int) in.currentTokenLocation().getCharOffset();
                in.skipChildren();
                in.finishToken();
                int to = (int) in.currentLocation().getCharOffset();
                members.put(name, object.substring(from, to).strip());
            }
            return members;
        } catch (IOException e) {
            throw new UncheckedIOException(object, e);
        }
    }

    /** A JSON string of printable text. */
    static String quoted(String text) {
        return "\""
                + new String(com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance()
                        .quoteAsString(text)) + "\"";
    }
}
