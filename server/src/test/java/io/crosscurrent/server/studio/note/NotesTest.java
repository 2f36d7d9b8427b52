/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.studio.note.Notes.Stored;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotesTest {
    private static final String ANNA = "user/anna";
    private static final String BERT = "user/bert";
    private static final Note SETUP =
            new Note("setup", "Set up", "", false, List.of(cell("SELECT 'shipped'")), PojoCodec.object());

    @TempDir
    Path temporary;

    private Path directory;
    private Notes notes;

    @BeforeEach
    void open() {
        directory = temporary.resolve("notes");
        notes = new Notes(directory, Map.of("setup", NoteFile.write(SETUP)));
    }

    private static Cell cell(String text) {
        return new Cell("c1", "sql", "", text, "", PojoCodec.object(), Map.of(), PojoCodec.object());
    }

    private static Note with(Note note, String text, boolean shared) {
        return new Note(note.id(), note.title(), note.owner(), shared, List.of(cell(text)), note.zeppelin());
    }

    private static List<String> ids(List<Stored> stored) {
        return stored.stream().map(each -> each.note().id()).toList();
    }

    private static void fails(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(CrosscurrentException.class, failure -> assertThat(failure.code())
                        .isEqualTo(code));
    }

    private void file(String name, String content) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(name), content);
    }

    @Test
    void aNewNoteIsEmptyAndItsMakers() {
        Stored made = notes.create("Orders of today", ANNA);
        assertThat(made.note().id()).isEqualTo("orders-of-today");
        assertThat(made.note().owner()).isEqualTo(ANNA);
        assertThat(made.note().cells()).isEmpty();
        assertThat(made.shipped()).isFalse();
        assertThat(notes.find("orders-of-today", ANNA)).isEqualTo(made);
        assertThat(directory.resolve("orders-of-today.note.json")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Größe & Preis", "shop/Orders", "../../etc/passwd", "漢字", "  ", "---", "a\u0000b", "CON"})
    void aTitleMakesASafeFileName(String title) {
        Stored made = notes.create(title, ANNA);
        assertThat(made.note().id()).matches("[a-z0-9][a-z0-9-]*");
        assertThat(notes.find(made.note().id(), ANNA).note().title()).isEqualTo(title.isBlank() ? "Untitled" : title);
        assertThat(temporary.toFile().list()).containsExactly("notes");
    }

    @Test
    void equalTitlesMakeDifferentNotes() {
        assertThat(List.of(notes.create("a", ANNA), notes.create("a", BERT), notes.create("A!", ANNA)))
                .extracting(stored -> stored.note().id())
                .containsExactly("a", "a-2", "a-3");
        assertThat(notes.create("Setup", ANNA).note().id())
                .as("a shipped one is not covered")
                .isEqualTo("setup-2");
    }

    @Test
    void savingKeepsTheChangeAndLeavesNoDraft() {
        // Given
        Stored made = notes.create("a", ANNA);
        // When
        Stored saved = notes.save(with(made.note(), "SELECT 1", false), made.revision(), ANNA);
        // Then
        assertThat(saved.revision()).isNotEqualTo(made.revision());
        assertThat(notes.find("a", ANNA).note().cells()).extracting(Cell::text).containsExactly("SELECT 1");
        assertThat(directory.toFile().list()).containsExactly("a.note.json");
        notes.save(with(saved.note(), "SELECT 2", false), saved.revision(), ANNA);
    }

    @Test
    void whoDidNotSeeTheLastChangeCannotSave() {
        // Given
        Stored made = notes.create("a", ANNA);
        notes.save(with(made.note(), "SELECT 1", false), made.revision(), ANNA);
        // When
        assertThatThrownBy(() -> notes.save(with(made.note(), "SELECT 2", false), made.revision(), ANNA))
                .isInstanceOfSatisfying(ApiException.class, failure -> {
                    assertThat(failure.status()).isEqualTo(409);
                    assertThat(failure.code()).isEqualTo("studio.note_changed");
                });
        // Then
        assertThat(notes.find("a", ANNA).note().cells()).extracting(Cell::text).containsExactly("SELECT 1");
    }

    @Test
    void aChangeFromOutsideCountsToo() throws IOException {
        Stored made = notes.create("a", ANNA);
        file("a.note.json", new String(NoteFile.write(with(made.note(), "SELECT 1", false)), StandardCharsets.UTF_8));
        assertThat(notes.find("a", ANNA).note().cells()).hasSize(1);
        assertThatThrownBy(() -> notes.save(made.note(), made.revision(), ANNA)).isInstanceOf(ApiException.class);
    }

    @Test
    void savingChangesNeitherOwnerNorWhatIsKeptForZeppelin() {
        // Given
        Stored made = notes.bring(PojoCodec.parse("{\"name\":\"z\",\"id\":\"2A\",\"paragraphs\":[],\"x\":1}"), ANNA);
        Note note = made.note();
        // When
        Note changed = new Note(note.id(), "new title", BERT, true, List.of(), PojoCodec.object());
        Note saved = notes.save(changed, made.revision(), ANNA).note();
        // Then
        assertThat(saved.owner()).isEqualTo(ANNA);
        assertThat(saved.title()).isEqualTo("new title");
        assertThat(saved.shared()).isTrue();
        assertThat(saved.zeppelin()).isEqualTo(PojoCodec.parse("{\"x\":1,\"importedFrom\":\"2A\"}"));
    }

    @Test
    void aNoteIsItsOwnersUntilItIsShared() {
        // Given
        Stored made = notes.create("a", ANNA);
        // Then
        fails("studio.note_unknown", () -> notes.find("a", BERT));
        fails("studio.note_unknown", () -> notes.save(made.note(), made.revision(), BERT));
        fails("studio.note_unknown", () -> notes.delete("a", BERT));
        assertThat(ids(notes.list(BERT))).containsExactly("setup");
        assertThat(ids(notes.list(ANNA))).containsExactly("a", "setup");
        assertThat(ids(notes.list("root"))).as("the platform's owner sees all").containsExactly("a", "setup");
        assertThat(notes.find("a", "root").note().owner()).isEqualTo(ANNA);
        // When
        Stored shared = notes.save(with(made.note(), "SELECT 1", true), made.revision(), ANNA);
        // Then
        assertThat(ids(notes.list(BERT))).containsExactly("a", "setup");
        assertThat(notes.save(with(shared.note(), "SELECT 2", true), shared.revision(), BERT)
                        .note()
                        .owner())
                .isEqualTo(ANNA);
    }

    @Test
    void aDeletedNoteIsGone() {
        notes.create("a", ANNA);
        notes.delete("a", ANNA);
        fails("studio.note_unknown", () -> notes.find("a", ANNA));
        fails("studio.note_unknown", () -> notes.delete("a", ANNA));
        assertThat(ids(notes.list(ANNA))).containsExactly("setup");
    }

    @Test
    void aShippedNoteIsThereForEverybody() {
        assertThat(notes.list(ANNA)).singleElement().satisfies(stored -> {
            assertThat(stored.note()).isEqualTo(SETUP);
            assertThat(stored.shipped()).isTrue();
        });
        assertThat(directory).doesNotExist();
    }

    @Test
    void aChangedShippedNoteBecomesWhatItWasWhenDeleted() {
        // Given
        Stored before = notes.find("setup", ANNA);
        // When
        Stored covered = notes.save(with(before.note(), "SELECT 'mine'", false), before.revision(), ANNA);
        // Then
        assertThat(covered.shipped()).isTrue();
        assertThat(notes.find("setup", BERT).note().cells())
                .extracting(Cell::text)
                .containsExactly("SELECT 'mine'");
        assertThat(ids(notes.list(BERT))).containsExactly("setup");
        // When
        notes.delete("setup", ANNA);
        // Then
        assertThat(notes.find("setup", ANNA)).isEqualTo(before);
        notes.delete("setup", ANNA);
        assertThat(notes.find("setup", ANNA)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "null",
                "",
                "\"x\"",
                "{}",
                "{\"format\":\"other\",\"cells\":[]}",
                "{\"format\":\"crosscurrent-note\",\"version\":2,\"cells\":[]}",
                "{\"format\":\"crosscurrent-note\",\"version\":1}",
                "{\"format\":\"crosscurrent-note\",\"version\":1,\"cells\":[1]}",
                "{\"format\":\"crosscurrent-note\",\"version\":1,\"cells\":[{\"id\":\"a\"},{\"id\":\"a\"}]}",
            })
    void aDamagedFileIsListedAndHarmsNoOther(String content) throws IOException {
        // Given
        notes.create("a", ANNA);
        file("broken.note.json", content);
        // Then
        assertThat(notes.list(ANNA))
                .extracting(stored -> stored.note().title())
                .containsExactly("a", "broken (damaged)", "Set up");
        fails("studio.note_damaged", () -> notes.find("broken", ANNA));
        assertThat(directory.resolve("broken.note.json")).hasContent(content);
    }

    @Test
    void aDamagedFileCanBeDeletedByWhoOwnsThePlatform() throws IOException {
        // Given
        file("broken.note.json", "{");
        fails("studio.note_damaged", () -> notes.delete("broken", ANNA));
        // When
        notes.delete("broken", "root");
        // Then
        fails("studio.note_unknown", () -> notes.find("broken", "root"));
    }

    @Test
    void aDamagedShippedNoteBecomesWhatItWasWhenDeleted() throws IOException {
        file("setup.note.json", "{");
        notes.delete("setup", ANNA);
        assertThat(notes.find("setup", ANNA).note()).isEqualTo(SETUP);
    }

    @Test
    void deepNestingIsDamageNotAnAccident() throws IOException {
        file("deep.note.json", "{\"format\":" + "[".repeat(100_000));
        fails("studio.note_damaged", () -> notes.find("deep", ANNA));
    }

    @Test
    void otherFilesAreNoNotes() throws IOException {
        file("readme.txt", "x");
        file("a.note.json.bak", "x");
        file("a123.new", "x");
        file("Not Ours.note.json", "x");
        file(".note.json", "x");
        Files.createDirectories(directory.resolve("folder"));
        assertThat(ids(notes.list(ANNA))).containsExactly("setup");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "..",
                ".",
                "",
                "a/b",
                "a\\b",
                "/etc/passwd",
                "a/../../x",
                "%2e%2e%2fx",
                ".hidden",
                "A",
                "a b",
                "a\n",
                "a\u0000",
                "x.note.json/../../x",
            })
    void hostileIdsAreUnknown(String id) throws IOException {
        // Given
        Files.write(temporary.resolve("x.note.json"), NoteFile.write(SETUP));
        notes.create("a", ANNA);
        // Then
        fails("studio.note_unknown", () -> notes.find(id, "root"));
        fails("studio.note_unknown", () -> notes.delete(id, "root"));
        fails("studio.note_unknown", () -> notes.save(SETUP.called(id, "t", "root"), "", "root"));
        assertThat(temporary.resolve("x.note.json")).exists();
    }

    @Test
    void anIdOfAnyLengthIsAnswered() {
        fails("studio.note_unknown", () -> notes.find("a".repeat(101), ANNA));
        Stored made = notes.create("long ".repeat(1_000), ANNA);
        assertThat(notes.find(made.note().id(), ANNA)).isEqualTo(made);
    }

    @Test
    void anImportedNoteIsTheImporters() {
        Stored brought = notes.bring(
                PojoCodec.parse("{\"name\":\"shop/Orders\",\"paragraphs\":[{\"text\":\"%md\\nhi\"}]}"), ANNA);
        assertThat(brought.note().id()).isEqualTo("shop-orders");
        assertThat(brought.note().owner()).isEqualTo(ANNA);
        assertThat(brought.note().cells()).extracting(Cell::text).containsExactly("hi");
    }

    @Test
    void ourOwnFileCanBeImportedByAnother() {
        // Given
        Stored made = notes.create("a", ANNA);
        Stored saved = notes.save(with(made.note(), "SELECT 1", false), made.revision(), ANNA);
        // When
        Stored brought = notes.bring(PojoCodec.parse(NoteFile.write(saved.note())), BERT);
        // Then
        assertThat(brought.note().id()).isEqualTo("a-2");
        assertThat(brought.note().owner()).isEqualTo(BERT);
        assertThat(brought.note().cells()).isEqualTo(saved.note().cells());
    }

    @Test
    void answersOfZeppelinAreImportedToo() {
        String note = "{\"name\":\"n\",\"paragraphs\":[]}";
        assertThat(Stream.of(
                                "{\"status\":\"OK\",\"message\":\"\",\"body\":" + note + "}",
                                "{\"status\":\"OK\",\"message\":\"\",\"body\":" + PojoCodec.node(note) + "}")
                        .map(answer -> notes.bring(PojoCodec.parse(answer), ANNA)
                                .note()
                                .title()))
                .containsExactly("n", "n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"paragraphs\":null}",
                "{\"body\":{}}",
                "{\"body\":\"no json\"}",
                "{\"body\":\"[]\"}",
                "{\"body\":[]}",
                "{\"format\":\"crosscurrent-note\"}",
                "{\"format\":\"crosscurrent-note\",\"version\":1,\"cells\":{}}",
                "{\"format\":\"crosscurrent-note\",\"version\":1,\"cells\":[null]}",
                "{\"format\":\"crosscurrent-note\",\"version\":1,\"cells\":[{\"text\":{}}]}",
                "{\"format\":\"crosscurrent-note\",\"version\":1,\"cells\":[{\"text\":[[]]}]}",
                "{\"format\":\"crosscurrent-note\",\"version\":99,\"cells\":[]}",
            })
    void brokenDocumentsAreNotImported(String document) {
        fails("studio.note_damaged", () -> notes.bring(PojoCodec.parse(document), ANNA));
        assertThat(directory).doesNotExist();
    }

    @Test
    void aNoteHasABoundedNumberOfCells() {
        fails(
                "studio.note_too_large",
                () -> notes.bring(PojoCodec.parse("{\"paragraphs\":[{}" + ",{}".repeat(1_000) + "]}"), ANNA));
    }

    @Test
    void aNoteHasABoundedSize() {
        Notes.Stored note = notes.create("a", ANNA);
        Cell large =
                new Cell("c", "sql", "", "x".repeat(5 << 20), "", PojoCodec.object(), Map.of(), PojoCodec.object());
        Note grown = new Note(note.note().id(), "a", ANNA, false, List.of(large), PojoCodec.object());
        fails("studio.note_too_large", () -> notes.save(grown, note.revision(), ANNA));
        assertThat(notes.find(note.note().id(), ANNA).note().cells()).isEmpty();
    }

    @Test
    void aFileThatGrewTooLargeOutsideIsNotRead() throws IOException {
        file("huge.note.json", " ".repeat(9 << 20));
        fails("studio.note_too_large", () -> notes.find("huge", ANNA));
        notes.delete("huge", "root");
        fails("studio.note_unknown", () -> notes.find("huge", ANNA));
    }
}
