/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.studio.note.Cell;
import io.crosscurrent.server.studio.note.Note;
import io.crosscurrent.server.studio.note.NoteFile;
import io.crosscurrent.server.studio.note.Statements;
import io.crosscurrent.server.studio.note.ZeppelinNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The notes that come with the program, as files. */
class ShippedNotesTest {
    private static final ObjectMapper PRETTY = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Path EXAMPLES =
            Path.of("").toAbsolutePath().getParent().resolve("examples").resolve("notes");

    @TempDir
    static Path empty;

    static Stream<Note> notes() {
        return Studio.notes(empty).list("anybody").stream().map(stored -> stored.note());
    }

    @ParameterizedTest
    @MethodSource("notes")
    void survivesTheWayThroughZeppelin(Note note) {
        Note back = ZeppelinNote.read(note.id(), PojoCodec.parse(ZeppelinNote.write(note)));
        assertThat(back.title()).isEqualTo(note.title());
        assertThat(back.cells()).hasSameSizeAs(note.cells());
        for (int i = 0; i < note.cells().size(); i++) {
            Cell cell = note.cells().get(i);
            Cell read = back.cells().get(i);
            assertThat(List.of(read.id(), read.kind(), read.magic(), read.text(), read.title(), read.view()))
                    .isEqualTo(List.of(cell.id(), cell.kind(), cell.magic(), cell.text(), cell.title(), cell.view()));
            assertThat(read.enabled()).isEqualTo(cell.enabled());
        }
        assertThat(PojoCodec.parse(ZeppelinNote.write(back)).path("paragraphs"))
                .isEqualTo(PojoCodec.parse(ZeppelinNote.write(note)).path("paragraphs"));
    }

    /** Written anew with {@code -Dnotes.write}. */
    @ParameterizedTest
    @MethodSource("notes")
    void standsAmongTheExamplesForZeppelin(Note note) throws IOException {
        Path file = EXAMPLES.resolve(note.id() + ".zpln");
        JsonNode exported = PRETTY.readTree(ZeppelinNote.write(note));
        if (System.getProperty("notes.write") != null) {
            Files.writeString(file, PRETTY.writeValueAsString(exported) + "\n");
        }
        assertThat(file).exists();
        assertThat(PRETTY.readTree(file.toFile())).isEqualTo(exported);
    }

    @Test
    void noExampleIsLeftOver() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            notes().map(note -> note.id() + ".zpln").toList());
        }
    }

    @ParameterizedTest
    @MethodSource("notes")
    void isExplainedAndWellFormed(Note note) {
        assertThat(note.cells().get(0).kind()).isEqualTo("markdown");
        assertThat(note.cells().get(0).text()).startsWith("# ");
        assertThat(NoteFile.read(note.id(), NoteFile.write(note)).cells()).isEqualTo(note.cells());
        note.cells().stream().filter(cell -> cell.kind().equals("sql")).forEach(cell -> assertThat(
                        Statements.of(cell.text()).problems())
                .isEmpty());
        note.cells().stream().filter(Cell::runs).forEach(cell -> assertThat(cell.title())
                .isNotBlank());
    }
}
