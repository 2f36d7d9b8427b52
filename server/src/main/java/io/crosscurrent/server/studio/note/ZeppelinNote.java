/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.note;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.PojoCodec;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Zeppelin's form of a note, {@code .zpln}: an object with {@code paragraphs}, as versions 0.9 to 0.12 write it, older forms
 * accepted. Members we do not know are kept and written back; results, dates and run states are not.
 */
public final class ZeppelinNote {
    private static final Pattern SQL = Pattern.compile(
            "(?is)^(\\s|--[^\\n]*\\n|/\\*.*?\\*/)*(SELECT|WITH|INSERT|CREATE|DROP|ALTER|SHOW|DESCRIBE|DESC|EXPLAIN|USE|SET|RESET|EXECUTE|BEGIN|VALUES)\\b.*");
    private static final Set<String> NOTE_MEMBERS = Set.of("paragraphs", "name", "id", "info", "path", "version");
    private static final Set<String> RUN_MEMBERS = Set.of(
            "text",
            "id",
            "title",
            "jobName",
            "status",
            "progress",
            "progressUpdateIntervalMs",
            "dateCreated",
            "dateStarted",
            "dateFinished",
            "dateUpdated",
            "results",
            "result",
            "runtimeInfos",
            "errorMessage",
            "settings");
    private static final String SEPARATOR = "crosscurrentSeparator";
    /** Marks a note that came from Zeppelin; its id there, or "". */
    private static final String IMPORTED = "importedFrom";

    private static final String NOBODY = "anonymous";
    private static final String WRITTEN = "2026-01-01 00:00:00.000";

    private ZeppelinNote() {}

    /** Whether an object is one. */
    public static boolean is(ObjectNode object) {
        return object.path("paragraphs").isArray();
    }

    /** @throws CrosscurrentException {@code studio.note_damaged} when it has no paragraphs */
    public static Note read(String id, ObjectNode object) {
        if (!is(object)) {
            throw damaged("it has neither a list \"paragraphs\" nor the format \"" + NoteFile.FORMAT + "\"");
        }
        List<Cell> cells = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode paragraph : object.path("paragraphs")) {
            if (paragraph.isNull()) {
                continue;
            }
            if (!(paragraph instanceof ObjectNode each)) {
                throw damaged("paragraph " + (cells.size() + 1) + " is no object");
            }
            if (each.path("text").isContainerNode()) {
                throw damaged("the text of paragraph " + (cells.size() + 1) + " is no text");
            }
            String wanted = each.path("id").asText("paragraph_" + (cells.size() + 1));
            String unique = wanted;
            for (int i = 2; !ids.add(unique); i++) {
                unique = wanted + "_" + i;
            }
            cells.add(cell(unique, each, object.path("defaultInterpreterGroup").asText("flink")));
        }
        ObjectNode rest = without(object, NOTE_MEMBERS);
        rest.put(IMPORTED, object.path("id").asText(""));
        String name = object.path("name").asText("").strip();
        return new Note(id, name.isEmpty() ? "Imported note" : name, "", false, cells, rest);
    }

    private static CrosscurrentException damaged(String why) {
        return new CrosscurrentException(
                "studio.note_damaged",
                "The file is no note: " + why + ".",
                "Choose a .zpln file that Zeppelin exported, or one of ours.");
    }

    private static ObjectNode without(ObjectNode object, Set<String> members) {
        ObjectNode rest = PojoCodec.object();
        object.properties().forEach(each -> {
            if (!members.contains(each.getKey())) {
                rest.set(each.getKey(), each.getValue());
            }
        });
        return rest;
    }

    private static Cell cell(String id, ObjectNode paragraph, String group) {
        String text = paragraph.path("text").asText("");
        Magic magic = magic(text);
        String kind = magic.kind().isEmpty() ? bare(text, group) : magic.kind();
        ObjectNode rest = without(paragraph, RUN_MEMBERS);
        if (rest.path("user").asText().equals(NOBODY)) {
            rest.remove("user");
        }
        if (rest.path("apps").isEmpty()) {
            rest.remove("apps");
        }
        String script = magic.script();
        String separator = script.startsWith("\n") ? "\n" : script.startsWith("\r\n") ? "\r\n" : "";
        if (!magic.head().isEmpty() && !separator.equals("\n")) {
            rest.put(SEPARATOR, separator);
        }
        ZeppelinParams params = ZeppelinParams.read(paragraph.path("settings").path("params"), script);
        if (!params.kept().isEmpty()) {
            rest.set("params", params.kept());
        }
        if (paragraph.path("settings").has("forms")) {
            rest.set("forms", paragraph.path("settings").path("forms"));
        }
        return new Cell(
                id,
                kind,
                magic.head(),
                script.substring(magic.head().isEmpty() ? 0 : separator.length()),
                paragraph.path("title").asText(""),
                ZeppelinView.read(paragraph),
                params.values(),
                rest);
    }

    /** One that cannot be read is kept as it is, by its first line; whoever runs the cell is told what is wrong with it. */
    private static Magic magic(String text) {
        try {
            return Magic.of(text);
        } catch (CrosscurrentException e) {
            String name = Magic.of(text.substring(0, text.indexOf('('))).name();
            int end = text.indexOf('\n');
            int cut = end < 0 ? text.length() : end;
            return new Magic(name, Map.of(), text.substring(0, cut), text.substring(cut));
        }
    }

    private static String bare(String text, String group) {
        if (text.isBlank() || group.equals("flink") && SQL.matcher(text).matches()) {
            return "sql";
        }
        return group.equals("md") ? "markdown" : "foreign";
    }

    /** What Zeppelin 0.10 and later read without a word. */
    public static byte[] write(Note note) {
        ObjectNode out = PojoCodec.object();
        ArrayNode paragraphs = out.putArray("paragraphs");
        boolean imported = note.zeppelin().has(IMPORTED);
        note.cells().forEach(cell -> paragraphs.add(paragraph(cell, imported)));
        out.put("name", note.title()).put("id", id(note.id()));
        out.put("defaultInterpreterGroup", "flink").put("version", "0.10.0");
        for (String member : List.of("noteParams", "noteForms", "angularObjects", "config", "info")) {
            out.set(member, PojoCodec.object());
        }
        note.zeppelin().properties().forEach(each -> {
            if (!each.getKey().equals(IMPORTED)) {
                out.set(each.getKey(), each.getValue());
            }
        });
        return PojoCodec.bytes(out);
    }

    private static ObjectNode paragraph(Cell cell, boolean imported) {
        ObjectNode out = PojoCodec.object();
        if (!cell.title().isEmpty()) {
            out.put("title", cell.title());
        }
        out.put("text", text(cell, imported))
                .put("user", NOBODY)
                .put("dateUpdated", WRITTEN)
                .put("progress", 0);
        out.set("config", ZeppelinView.write(cell));
        ObjectNode settings = out.putObject("settings");
        settings.set("params", ZeppelinParams.write(cell));
        settings.set("forms", cell.zeppelin().has("forms") ? cell.zeppelin().path("forms") : PojoCodec.object());
        out.putArray("apps");
        out.put("progressUpdateIntervalMs", 500).put("jobName", cell.id()).put("id", cell.id());
        out.put("dateCreated", WRITTEN).put("status", "READY");
        cell.zeppelin().properties().forEach(each -> {
            if (!Set.of(SEPARATOR, "forms", "params", "config").contains(each.getKey())) {
                out.set(each.getKey(), each.getValue());
            }
        });
        return out;
    }

    private static String text(Cell cell, boolean imported) {
        String text = cell.text();
        if (cell.magic().isEmpty()) {
            return (imported ? "" : added(cell)) + text;
        }
        String separator = cell.zeppelin().path(SEPARATOR).asText("\n");
        char last = cell.magic().charAt(cell.magic().length() - 1);
        // text that was typed since must not become part of the magic
        boolean joins = separator.isEmpty()
                && last != ' '
                && last != ')'
                && !text.isEmpty()
                && (Character.isLetterOrDigit(text.charAt(0)) || "_-.(".indexOf(text.charAt(0)) >= 0);
        return cell.magic() + (joins ? "\n" : separator) + text;
    }

    /** The magic that Zeppelin needs to know what a cell of ours is; what came from there had what it needs. */
    private static String added(Cell cell) {
        return switch (cell.kind()) {
            case "sql" -> "%flink.ssql\n";
            case "markdown" -> "%md\n";
            case "aws" -> "%aws\n";
            default -> "";
        };
    }

    /** Nine characters, as Zeppelin's own, always the same for a note. */
    private static String id(String id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            String text = new BigInteger(1, hash).toString(36).toUpperCase(Locale.ROOT);
            return "2" + text.substring(0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
