/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.note;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.server.studio.note.Statements.Problem;
import io.crosscurrent.server.studio.note.Statements.Split;
import io.crosscurrent.server.studio.note.Statements.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementsTest {
    private static List<String> cut(String text) {
        Split split = Statements.of(text);
        assertThat(split.problems()).isEmpty();
        return split.statements().stream().map(Statement::sql).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "INSERT INTO a SELECT 1 | true",
                "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; END | true",
                "EXECUTE PLAN '/p.json' | true",
                "COMPILE AND EXECUTE PLAN '/p.json' FOR INSERT INTO a SELECT 1 | true",
                "COMPILE PLAN '/p.json' FOR INSERT INTO a SELECT 1 | false",
                "CREATE TABLE a WITH ('connector' = 'x') AS SELECT 1 | true",
                "create or replace table a /* why */ as (select 1) | true",
                "REPLACE TABLE a AS WITH b AS (SELECT 1) SELECT * FROM b | true",
                "CREATE TABLE a (b INT, c AS b * 2) WITH ('connector' = 'x') | false",
                "CREATE TABLE a (b INT COMMENT 'known AS SELECT') -- as select | false",
                "CREATE VIEW a AS SELECT 1 | false",
                "SELECT 1 | false"
            })
    void whatStartsAJobIsKnown(String sql, boolean job) {
        assertThat(Statements.of(sql).statements().get(0).job()).isEqualTo(job);
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE TABLE IF NOT EXISTS `a b`.c AS SELECT 1,`a b`.c",
        "REPLACE TABLE x AS SELECT 1,x",
        "CREATE VIEW x AS SELECT 1,",
        "INSERT INTO x SELECT 1,"
    })
    void theTableThatIsMadeIsKnown(String sql, String table) {
        assertThat(Statements.of(sql).statements().get(0).created()).isEqualTo(Optional.ofNullable(table));
    }

    @Test
    void whatFillsANewTableCanBeSaidAlone() {
        assertThat(Statements.of(
                                "CREATE TABLE a /* AS SELECT */ WITH ('x' = 'it''s AS SELECT') AS\nWITH b AS (SELECT 1) SELECT 'y' FROM b")
                        .statements()
                        .get(0)
                        .refill())
                .contains("INSERT INTO a\nWITH b AS (SELECT 1) SELECT 'y' FROM b");
        assertThat(Statements.of("CREATE TABLE a (b INT)").statements().get(0).refill())
                .isEmpty();
    }

    @Test
    void cutsAtSemicolons() {
        assertThat(cut("DROP TABLE IF EXISTS a; CREATE TABLE a (b INT);\n\nSELECT * FROM a\n"))
                .containsExactly("DROP TABLE IF EXISTS a", "CREATE TABLE a (b INT)", "SELECT * FROM a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'a;b'",
                "SELECT 'it''s; fine'",
                "SELECT `a;b` FROM `c``;d`",
                "SELECT \"a;b\"",
                "SELECT 'a -- b; c', 'd /* e'",
                "SELECT 1 -- one; two\n + 2",
                "SELECT 1 -- it's one\n + 2",
                "SELECT /* it's; ` one */ 2",
                "SELECT * FROM t /*+ OPTIONS('a' = 'b;c') */",
                "SELECT 'lines\n;\n'",
                "SELECT 'Grüße; 🙂'",
            })
    void quotesCommentsAndHintsAreNotCut(String sql) {
        assertThat(cut(sql)).containsExactly(sql);
        assertThat(cut(sql + ";\n" + sql + " ;")).containsExactly(sql, sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n ", ";", ";;\n;", "-- a", "/* a; b */", "-- a\n/* b */ -- c;\n;", "/**/"})
    void emptyPiecesAndCommentsAreLeftOut(String text) {
        assertThat(cut(text)).isEmpty();
        assertThat(cut("SELECT 1;" + text)).containsExactly("SELECT 1");
        assertThat(cut(text + "\nSELECT 1")).containsExactly("SELECT 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END",
                "execute statement set\nbegin\ninsert into a select 1;\ninsert into b select 2;\nend",
                "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT ';END;'; END",
                "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT CASE WHEN b THEN 1 END; INSERT INTO c SELECT 1; END",
                "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1 -- the end\n; INSERT INTO c SELECT 1; END",
                "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT t.`end` FROM t_end; -- now\n/* the */ END",
                "EXECUTE STATEMENT SET BEGIN INSERT INTO week_end SELECT 1; END -- done\n",
            })
    void aStatementSetIsOneStatement(String set) {
        assertThat(cut("USE x;" + set + ";SELECT 1")).hasSize(3).startsWith("USE x");
        assertThat(cut(set)).containsExactly(set.strip());
    }

    @Test
    void aBareStatementSetIsExecutedAsOne() {
        // Given
        String set = "BEGIN STATEMENT SET;\nINSERT INTO a SELECT 1;\nINSERT INTO b SELECT 2;\nEND";
        // When
        List<Statement> statements =
                Statements.of("SELECT 0;\n" + set + ";\nSELECT 3").statements();
        // Then
        assertThat(statements).extracting(Statement::sql).containsExactly("SELECT 0", set, "SELECT 3");
        assertThat(statements.get(1).job()).isTrue();
        assertThat(statements.get(1).placed())
                .isEqualTo("\nEXECUTE STATEMENT SET BEGIN\nINSERT INTO a SELECT 1;\nINSERT INTO b SELECT 2;\nEND");
    }

    @Test
    void aStatementSetWithoutEndIsLeftToFlink() {
        assertThat(cut("begin statement set ;\nINSERT INTO a SELECT 1;")).hasSize(1);
        assertThat(Statements.of("begin statement set ;\nINSERT INTO a SELECT 1;")
                        .statements()
                        .get(0)
                        .placed())
                .startsWith("EXECUTE STATEMENT SET BEGIN\n");
    }

    @Test
    void saysWhereAStatementBegins() {
        // Given
        String text = "-- first\nSELECT 1; /* x */ SELECT\n 2;\n\n  \tSELECT 'ü\n';SELECT 4";
        // When
        List<Statement> statements = Statements.of(text).statements();
        // Then
        assertThat(statements)
                .containsExactly(
                        new Statement("SELECT 1", 9, 2, 1),
                        new Statement("SELECT\n 2", 27, 2, 19),
                        new Statement("SELECT 'ü\n'", text.indexOf("SELECT 'ü"), 5, 4),
                        new Statement("SELECT 4", text.indexOf("SELECT 4"), 6, 3));
        assertThat(statements).allMatch(each -> text.startsWith(each.sql(), each.start()));
    }

    @Test
    void whatIsSentHasThePlacesOfTheCell() {
        assertThat(Statements.of("USE a;\n\n  SELECT\n x").statements().get(1).placed())
                .isEqualTo("\n\n  SELECT\n x");
    }

    @Test
    void lineEndsOfWindowsCountOnce() {
        assertThat(Statements.of("USE a;\r\n-- b\r\nSELECT 1;\r\n").statements())
                .containsExactly(new Statement("USE a", 0, 1, 1), new Statement("SELECT 1", 14, 3, 1));
    }

    @Test
    void tellsQuotesAndCommentsThatDoNotEnd() {
        assertThat(Statements.of("SELECT 1;\n SELECT 'a;\nb").problems())
                .containsExactly(new Problem(2, 9, "This ' has no other one that closes it."));
        assertThat(Statements.of("SELECT `a''").problems())
                .extracting(Problem::line, Problem::column)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1, 8));
        assertThat(Statements.of("SELECT 'a'''; SELECT ''''; SELECT '''").problems())
                .extracting(Problem::column)
                .containsExactly(35);
        assertThat(Statements.of("\n/* a ; SELECT 1").problems())
                .containsExactly(new Problem(2, 1, "This comment has no end: */ is missing."));
        assertThat(Statements.of("SELECT 1 /* a").problems())
                .extracting(Problem::column)
                .containsExactly(10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "select 1~query",
                "WITH a AS (SELECT 1) SELECT * FROM a~query",
                "VALUES (1)~query",
                "(SELECT 1)~query",
                "insert into a select 1~job",
                "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; END~job",
                "BEGIN STATEMENT SET; INSERT INTO a SELECT 1; END~job",
                "CREATE TABLE a (b INT)~defines",
                "SET 'a' = 'b'~defines",
                "drop view a~defines",
                "USE a~defines",
                "SHOW TABLES~",
                "DESCRIBE a~",
                "EXPLAIN SELECT 1~",
            })
    void knowsWhatAStatementIs(String sql, String what) {
        Statement statement = Statements.of("-- ;\n" + sql).statements().get(0);
        assertThat(statement.query()).isEqualTo("query".equals(what));
        assertThat(statement.job()).isEqualTo("job".equals(what));
        assertThat(statement.defines()).isEqualTo("defines".equals(what));
    }
}
