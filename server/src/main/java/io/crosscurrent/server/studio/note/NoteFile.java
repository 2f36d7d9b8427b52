/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.note;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.PojoCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Our form of a note: JSON with one line of a cell's text on one line of the file, so that a change of a query is a change
 * of that line. Results are not in it. {@code {"format": "crosscurrent-note", "version": 1, "title", "owner", "shared",
 * "cells": [{"id", "kind", "magic", "title", "text": [lines], "view", "parameters"}]}}; what is empty is left out.
 */
public final class NoteFile {
    public static final String FORMAT = "crosscurrent-note";
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DefaultPrettyPrinter PRINTER = printer();

    private NoteFile() {}

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    }

    public static byte[] write(Note note) {
        ObjectNode out = JSON.createObjectNode();
        out.put("format", FORMAT).put("version", VERSION).put("title", note.title());
        if (!note.owner().isEmpty()) {
            out.put("owner", note.owner());
        }
        out.put("shared", note.shared());
        ArrayNode cells = out.putArray("cells");
        note.cells().forEach(cell -> cells.add(write(cell)));
        put(out, "zeppelin", note.zeppelin());
        try {
            return (JSON.writer(PRINTER).writeValueAsString(out) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a note could not be written", e);
        }
    }

    private static ObjectNode write(Cell cell) {
        ObjectNode out = JSON.createObjectNode().put("id", cell.id()).put("kind", cell.kind());
        if (!cell.magic().isEmpty()) {
            out.put("magic", cell.magic());
        }
        if (!cell.title().isEmpty()) {
            out.put("title", cell.title());
        }
        ArrayNode text = out.putArray("text");
        for (String line : cell.text().split("\n", -1)) {
            text.add(line);
        }
        put(out, "view", cell.view());
        Set<String> secret = secretNames(cell.text());
        ObjectNode parameters = JSON.createObjectNode();
        cell.parameters().entrySet().stream()
                .filter(each -> !secret.contains(each.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> parameters.put(each.getKey(), each.getValue()));
        put(out, "parameters", parameters);
        put(out, "zeppelin", cell.zeppelin());
        return out;
    }

    private static Set<String> secretNames(String text) {
        Set<String> names = new HashSet<>();
        Forms.of(text).stream().filter(form -> form.kind().equals("password")).forEach(form -> names.add(form.name()));
        return names;
    }

    private static void put(ObjectNode out, String name, ObjectNode value) {
        if (value != null && !value.isEmpty()) {
            out.set(name, value);
        }
    }

    /** @throws CrosscurrentException {@code studio.note_damaged}, saying what is wrong with it */
    public static Note read(String id, byte[] bytes) {
        JsonNode document;
        try {
            document = JSON.readTree(bytes);
        } catch (java.io.IOException e) {
            throw damaged(id, "it is no JSON: " + e.getMessage().split("\n")[0]);
        }
        if (!(document instanceof ObjectNode object)
                || !object.path("format").asText().equals(FORMAT)) {
            throw damaged(id, "its member \"format\" is not \"" + FORMAT + "\"");
        }
        return read(id, object);
    }

    /** From an object in this form, also as the page sends it: with a cell's text as one string. */
    public static Note read(String id, ObjectNode object) {
        if (object.path("version").asInt() > VERSION) {
            throw damaged(id, "it was written by a newer version of Crosscurrent");
        }
        if (!object.path("cells").isArray()) {
            throw damaged(id, "it has no list \"cells\"");
        }
        List<Cell> cells = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode each : object.path("cells")) {
            if (!(each instanceof ObjectNode cell)) {
                throw damaged(id, "cell " + (cells.size() + 1) + " is no object");
            }
            if (!isText(cell.path("text"))) {
                throw damaged(id, "the text of cell " + (cells.size() + 1) + " is neither a text nor a list of lines");
            }
            Cell read = cell(cell, cells.size() + 1);
            if (!ids.add(read.id())) {
                throw damaged(id, "two of its cells have the id " + read.id());
            }
            cells.add(read);
        }
        return new Note(
                id,
                object.path("title").asText(id),
                object.path("owner").asText(""),
                object.path("shared").asBoolean(false),
                cells,
                object(object, "zeppelin"));
    }

    private static boolean isText(JsonNode text) {
        for (JsonNode line : text) {
            if (line.isContainerNode()) {
                return false;
            }
        }
        return !text.isObject();
    }

    private static Cell cell(ObjectNode cell, int number) {
        JsonNode text = cell.path("text");
        List<String> lines = new ArrayList<>();
        text.forEach(line -> lines.add(line.asText()));
        Map<String, String> parameters = new LinkedHashMap<>();
        cell.path("parameters")
                .properties()
                .forEach(each -> parameters.put(each.getKey(), each.getValue().asText()));
        return new Cell(
                cell.path("id").asText("c" + number),
                cell.path("kind").asText("sql"),
                cell.path("magic").asText(""),
                text.isArray() ? String.join("\n", lines) : text.asText(""),
                cell.path("title").asText(""),
                object(cell, "view"),
                parameters,
                object(cell, "zeppelin"));
    }

    private static ObjectNode object(ObjectNode owner, String member) {
        return owner.get(member) instanceof ObjectNode object ? object : PojoCodec.object();
    }

    private static CrosscurrentException damaged(String id, String why) {
        return new CrosscurrentException(
                "studio.note_damaged",
                "The note " + id + " cannot be read: " + why + ".",
                "Mend the file, or import it anew.");
    }
}
