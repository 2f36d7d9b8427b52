/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.note;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.PojoCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The notes: one file each in a directory, {@code <id>.note.json}, and those that come with the program, which a file of the
 * same id covers. Files may be changed from outside at any time. Used by many threads.
 */
public final class Notes {
    private static final String ENDING = ".note.json";
    private static final String ROOT = "root";
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");
    private static final int MOST_CELLS = 1_000;
    /** Of the file of a note: what the page can send back when it saves. */
    private static final int MOST_BYTES = 4 << 20;

    private final Path directory;
    private final Map<String, byte[]> shipped;

    /** @param shipped files by id */
    public Notes(Path directory, Map<String, byte[]> shipped) {
        this.directory = directory;
        this.shipped = new LinkedHashMap<>(shipped);
    }

    /** A note and what it was when it was read: whoever saves it must have seen that. */
    public record Stored(Note note, String revision, boolean shipped, Instant changed) {}

    /** What the person may see by title, then what is shipped in its own order. Files that cannot be read are left out. */
    public synchronized List<Stored> list(String person) {
        List<String> ids = new ArrayList<>(shipped.keySet());
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(ENDING))
                        .map(name -> name.substring(0, name.length() - ENDING.length()))
                        .filter(id -> ID.matcher(id).matches() && !ids.contains(id))
                        .forEach(ids::add);
            } catch (IOException e) {
                throw unreadable(directory, e);
            }
        }
        List<Stored> found = new ArrayList<>();
        for (String id : ids) {
            try {
                Stored stored = read(id);
                if (visible(stored, person)) {
                    found.add(stored);
                }
            } catch (CrosscurrentException damaged) {
                found.add(new Stored(
                        new Note(id, id + " (damaged)", person, false, List.of(), PojoCodec.object()),
                        "",
                        false,
                        Instant.EPOCH));
            }
        }
        List<String> order = List.copyOf(shipped.keySet());
        found.sort(Comparator.<Stored>comparingInt(
                        stored -> order.indexOf(stored.note().id()))
                .thenComparing(stored -> stored.note().title().toLowerCase(Locale.ROOT)));
        return found;
    }

    private static boolean visible(Stored stored, String person) {
        Note note = stored.note();
        return stored.shipped() || note.shared() || owns(note, person);
    }

    /** Whether the person decides who sees the note and when it goes. Of one without an owner everybody does. */
    public static boolean owns(Note note, String person) {
        return note.owner().isEmpty() || note.owner().equals(person) || person.equals(ROOT);
    }

    /** @throws CrosscurrentException {@code studio.note_unknown}, also for one of somebody else */
    public synchronized Stored find(String id, String person) {
        if (!ID.matcher(id).matches()) {
            throw unknown(id);
        }
        Stored stored = read(id);
        if (!visible(stored, person)) {
            throw unknown(id);
        }
        return stored;
    }

    private Stored read(String id) {
        Path file = file(id);
        try {
            if (Files.size(file) > 2L * MOST_BYTES) {
                throw tooLarge(
                        new Note(id, id, "", false, List.of(), PojoCodec.object()),
                        "%,d bytes; at most %,d".formatted(Files.size(file), MOST_BYTES));
            }
            byte[] bytes = Files.readAllBytes(file);
            return new Stored(
                    NoteFile.read(id, bytes),
                    revision(bytes),
                    shipped.containsKey(id),
                    Files.getLastModifiedTime(file).toInstant());
        } catch (NoSuchFileException e) {
            byte[] bytes = shipped.get(id);
            if (bytes == null) {
                throw unknown(id);
            }
            return new Stored(NoteFile.read(id, bytes), revision(bytes), true, Instant.EPOCH);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    public synchronized Stored create(String title, String person) {
        return add(new Note("", title, person, false, List.of(), PojoCodec.object()), person);
    }

    /** From a .zpln or one of our files; it becomes the person's. Nothing in it is run. */
    public synchronized Stored bring(ObjectNode document, String person) {
        ObjectNode object = document;
        if (!document.has("paragraphs") && !document.has("format")) {
            // people paste whole answers of Zeppelin's API
            JsonNode body = document.path("body");
            object = body instanceof ObjectNode inner
                    ? inner
                    : body.isTextual() ? NoteUpload.read(body.asText()) : document;
        }
        Note note = object.path("format").asText().equals(NoteFile.FORMAT)
                ? NoteFile.read("imported", object)
                : ZeppelinNote.read("imported", object);
        // whoever brings it decides who sees it here
        return add(new Note(note.id(), note.title(), person, false, note.cells(), note.zeppelin()), person);
    }

    private Stored add(Note note, String person) {
        String title = note.title().isBlank() ? "Untitled" : note.title().strip();
        String base = slug(title);
        String id = base;
        for (int i = 2; shipped.containsKey(id) || Files.exists(file(id)); i++) {
            id = base + "-" + i;
        }
        write(note.called(id, title, person));
        return read(id);
    }

    private static String slug(String title) {
        String plain = Normalizer.normalize(title, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return plain.isEmpty() ? "note" : plain.substring(0, Math.min(60, plain.length()));
    }

    /**
     * @param revision that of the note the change was made on
     * @throws ApiException status 409 when somebody else changed it since
     */
    public synchronized Stored save(Note changed, String revision, String person) {
        Stored current = find(changed.id(), person);
        if (!current.revision().equals(revision)) {
            throw new ApiException(
                    "studio.note_changed",
                    409,
                    "The note \"" + current.note().title() + "\" was changed elsewhere since it was opened.",
                    Map.of("remedy", "Take the other text, or keep yours."));
        }
        Note before = current.note();
        write(new Note(
                before.id(),
                changed.title(),
                before.owner(),
                owns(before, person) ? changed.shared() : before.shared(),
                changed.cells(),
                before.zeppelin()));
        return read(changed.id());
    }

    /** @throws CrosscurrentException {@code studio.note_too_large} */
    private static byte[] bytes(Note note) {
        byte[] bytes = NoteFile.write(note);
        if (note.cells().size() > MOST_CELLS) {
            throw tooLarge(note, "%,d cells; at most %,d".formatted(note.cells().size(), MOST_CELLS));
        }
        if (bytes.length > MOST_BYTES) {
            throw tooLarge(note, "%,d bytes; at most %,d".formatted(bytes.length, MOST_BYTES));
        }
        return bytes;
    }

    private static CrosscurrentException tooLarge(Note note, String what) {
        String title = note.title().substring(0, Math.min(note.title().length(), 60));
        return new CrosscurrentException(
                "studio.note_too_large",
                "The note \"" + title + "\" has " + what + " can be kept.",
                "Split it into several notes.");
    }

    /**
     * A shipped note becomes again what it was. Of a damaged file nobody knows whose it is: the owner of all deletes it.
     *
     * @throws ApiException status 403 for a shared one of somebody else
     */
    public synchronized void delete(String id, String person) {
        try {
            Stored stored = find(id, person);
            if (!stored.shipped() && !owns(stored.note(), person)) {
                throw new ApiException(
                        "studio.note_of_another",
                        403,
                        "The note \"" + stored.note().title() + "\" belongs to "
                                + stored.note().owner() + ", who shares it.",
                        Map.of("remedy", "Ask its owner to delete it, or to stop sharing it."));
            }
        } catch (CrosscurrentException e) {
            boolean may = shipped.containsKey(id) || person.equals(ROOT);
            if (!may || e.code().equals("studio.note_unknown")) {
                throw e;
            }
        }
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            throw unreadable(file(id), e);
        }
    }

    private void write(Note note) {
        Path file = file(note.id());
        byte[] bytes = bytes(note);
        try {
            Files.createDirectories(directory);
            Path draft = Files.createTempFile(directory, note.id(), ".new");
            Files.write(draft, bytes);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private Path file(String id) {
        return directory.resolve(id + ENDING);
    }

    private static String revision(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CrosscurrentException unknown(String id) {
        return new CrosscurrentException(
                "studio.note_unknown",
                "There is no note " + id + ".",
                "Choose one of the list; it may have been deleted.");
    }

    private static CrosscurrentException unreadable(Path file, IOException cause) {
        return new CrosscurrentException(
                "studio.note_unreadable",
                "Notes cannot be read or written at " + file + ": " + cause.getMessage(),
                "Make the directory readable and writable for the user who runs Crosscurrent.",
                new UncheckedIOException(cause));
    }
}
