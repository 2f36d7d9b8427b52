/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.schema.SchemaChange.CreateTable;
import io.crosscurrent.mysql.schema.SchemaChange.CreateTableLike;
import io.crosscurrent.mysql.schema.SchemaChange.DatabaseDefaults;
import io.crosscurrent.mysql.schema.SchemaChange.DropDatabase;
import io.crosscurrent.mysql.schema.SchemaChange.DropTables;
import io.crosscurrent.mysql.schema.SchemaChange.NoEffect;
import io.crosscurrent.mysql.schema.SchemaChange.RenameTables;
import io.crosscurrent.mysql.schema.SchemaChange.Renaming;
import io.crosscurrent.mysql.schema.SchemaChange.RowsChanged;
import io.crosscurrent.mysql.schema.SchemaChange.Several;
import io.crosscurrent.mysql.schema.SchemaChange.Truncate;
import io.crosscurrent.mysql.schema.SchemaChange.Unknown;
import io.crosscurrent.mysql.schema.TokenCursor.NotUnderstood;
import io.crosscurrent.mysql.schema.TokenCursor.Unforeseen;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Says what a statement in the log means for tables. Knows the statements that MySQL 8 writes to its log; what it cannot follow to
 * the end is {@link Unknown}, never a guess. Safe for use by several threads.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/8.0/en/sql-data-definition-statements.html">Data definition statements</a>
 */
public final class Statements {
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "GRANT",
            "REVOKE",
            "SET",
            "ANALYZE",
            "OPTIMIZE",
            "REPAIR",
            "CHECK",
            "CHECKSUM",
            "FLUSH",
            "USE",
            "INSTALL",
            "UNINSTALL",
            "LOCK",
            "UNLOCK",
            "CACHE",
            "RESET",
            "START",
            "STOP",
            "CHANGE",
            "BEGIN",
            "COMMIT",
            "ROLLBACK",
            "SAVEPOINT",
            "RELEASE",
            "XA",
            "SHOW",
            "KILL",
            "HELP",
            "EXPLAIN",
            "DESCRIBE",
            "DESC",
            "IMPORT",
            "CLONE",
            "SHUTDOWN",
            "RESTART",
            "BINLOG",
            "PURGE");

    private static final Set<String> OBJECTS_WITHOUT_EFFECT = Set.of(
            "USER",
            "ROLE",
            "VIEW",
            "TRIGGER",
            "PROCEDURE",
            "FUNCTION",
            "EVENT",
            "SERVER",
            "TABLESPACE",
            "LOGFILE",
            "UNDO",
            "RESOURCE",
            "SPATIAL",
            "FULLTEXT",
            "UNIQUE",
            "INDEX",
            "DEFINER",
            "ALGORITHM",
            "SQL",
            "AGGREGATE",
            "INSTANCE",
            "TEMPORARY",
            "PREPARE",
            "LIBRARY");

    private static final Set<String> OBJECTS_OF_MARIADB = Set.of("SEQUENCE", "PACKAGE");

    /** Databases whose tables can have no triggers. */
    private static final Set<String> WITHOUT_TRIGGERS = Set.of("mysql", "performance_schema");

    /** Key words and built-in functions that heartbeats are written with. */
    private static final Set<String> HARMLESS_BEFORE_PARENTHESIS = Set.of(
            "VALUES",
            "VALUE",
            "IN",
            "AND",
            "OR",
            "NOT",
            "WHERE",
            "NOW",
            "SYSDATE",
            "CURRENT_TIMESTAMP",
            "UTC_TIMESTAMP",
            "UNIX_TIMESTAMP",
            "UUID",
            "RAND",
            "CONCAT",
            "IF",
            "IFNULL",
            "COALESCE",
            "GREATEST",
            "DATE_FORMAT");

    private Statements() {}

    /**
     * Parses one statement.
     *
     * @param sqlMode bits of the session's sql_mode, as a query event tells
     * @param database default database, "" for none
     */
    public static SchemaChange parse(String sql, String database, long sqlMode, Dialect dialect) {
        // What only MariaDB executes.
        String executed = dialect == Dialect.MARIADB ? sql.replace("/*M!", "/*!") : sql;
        List<SqlToken> tokens = SqlTokenizer.tokens(executed, sqlMode);
        TokenCursor in = new TokenCursor(tokens, database, dialect);
        try {
            SchemaChange change = statement(in, sqlMode);
            boolean complete = change instanceof NoEffect || change instanceof RowsChanged || in.finished();
            return complete
                    ? change
                    : new Unknown(
                            "after what was understood there is " + in.peek().text(), true);
        } catch (Unforeseen e) {
            return new Unknown(e.getMessage(), true);
        } catch (NotUnderstood | ArithmeticException | NumberFormatException e) {
            return new Unknown(String.valueOf(e.getMessage()), movesMore(tokens));
        } catch (CrosscurrentException e) {
            return new Unknown(e.getMessage(), movesMore(tokens));
        }
    }

    /** Whether a statement with columns that were not understood does more than to define them. */
    private static boolean movesMore(List<SqlToken> tokens) {
        Set<String> words =
                tokens.get(0).isWord("CREATE") ? Set.of("REPLACE") : Set.of("RENAME", "PARTITION", "TABLESPACE");
        return tokens.stream()
                .anyMatch(token -> token.kind() == SqlToken.Kind.WORD
                        && words.contains(token.text().toUpperCase(Locale.ROOT)));
    }

    private static SchemaChange statement(TokenCursor in, long sqlMode) {
        while (in.acceptSymbol('(')) {
            // A query in parentheses.
        }
        if (in.atEnd()) {
            return new NoEffect();
        }
        String verb = in.name().toUpperCase(Locale.ROOT);
        return switch (verb) {
            case "CREATE" -> create(in, sqlMode);
            case "ALTER" -> alter(in, sqlMode);
            case "DROP" -> drop(in);
            case "RENAME" -> rename(in);
            case "TRUNCATE" -> {
                in.accept("TABLE");
                TableId table = in.table();
                in.acceptWait();
                yield new Truncate(table);
            }
            case "INSERT", "REPLACE" -> {
                in.acceptAny("LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY");
                in.accept("IGNORE");
                in.accept("INTO");
                yield changed(List.of(in.table()), in);
            }
            case "DELETE" -> {
                while (in.acceptAny("LOW_PRIORITY", "QUICK", "IGNORE")) {
                    // Order is free.
                }
                boolean single = in.accept("FROM");
                List<TableId> tables = single ? in.tables() : List.of();
                yield changed(in.peek().isWord("USING") ? List.of() : tables, in);
            }
            case "UPDATE" -> {
                while (in.acceptAny("LOW_PRIORITY", "IGNORE")) {
                    // Order is free.
                }
                TableId table = in.table();
                yield changed(in.peek().isWord("SET") ? List.of(table) : List.of(), in);
            }
            case "LOAD", "WITH", "SELECT", "DO", "CALL", "VALUES", "TABLE" -> new RowsChanged(List.of());
            default -> {
                if (verb.equals("SET") && in.dialect() == Dialect.MARIADB && in.accept("STATEMENT")) {
                    while (!in.atEnd() && !in.accept("FOR")) {
                        in.skip();
                    }
                    yield statement(in, sqlMode);
                }
                if (WITHOUT_EFFECT.contains(verb)) {
                    yield new NoEffect();
                }
                throw new Unforeseen("a statement that begins with " + verb);
            }
        };
    }

    /** Heartbeats of hosted servers are written in statement format, and must not stop anybody. */
    private static SchemaChange changed(List<TableId> tables, TokenCursor in) {
        boolean confined = !tables.isEmpty()
                && tables.stream().allMatch(table -> WITHOUT_TRIGGERS.contains(table.schema()))
                && callsNothingStored(in);
        return confined ? new NoEffect() : new RowsChanged(tables);
    }

    /** Whether the rest of the statement reads no other table or view, and calls no function that may be a stored one. */
    private static boolean callsNothingStored(TokenCursor in) {
        if (in.peek().isSymbol('(')) {
            in.skip(); // the columns of an INSERT
        }
        for (SqlToken token = in.next(); token.kind() != SqlToken.Kind.END; token = in.next()) {
            boolean query = token.isWord("SELECT") || token.isWord("TABLE") || token.isWord("WITH");
            boolean call = token.isName()
                    && in.peek().isSymbol('(')
                    && (token.kind() == SqlToken.Kind.QUOTED_NAME
                            || !HARMLESS_BEFORE_PARENTHESIS.contains(
                                    token.text().toUpperCase(Locale.ROOT)));
            if (query || call) {
                return false;
            }
        }
        return true;
    }

    private static SchemaChange create(TokenCursor in, long sqlMode) {
        if (in.accept("OR", "REPLACE")) {
            SchemaChange created = create(in, sqlMode);
            if (created instanceof CreateTable table) {
                return new Several(List.of(new DropTables(List.of(table.table())), created));
            }
            if (created instanceof CreateTableLike table) {
                return new Several(List.of(new DropTables(List.of(table.table())), created));
            }
            return created instanceof DatabaseDefaults database
                    ? new Several(List.of(new DropDatabase(database.database()), created))
                    : created;
        }
        if (in.accept("TABLE")) {
            boolean ifNotExists = in.accept("IF", "NOT", "EXISTS");
            TableId table = in.table();
            if (in.accept("LIKE")) {
                return new CreateTableLike(table, ifNotExists, in.table());
            }
            if (in.peek().isSymbol('(') && in.peek(1).isWord("LIKE")) {
                in.next();
                in.next();
                TableId like = in.table();
                in.expectSymbol(')');
                return new CreateTableLike(table, ifNotExists, like);
            }
            return new CreateTableParser(in, sqlMode).read(table, ifNotExists);
        }
        if (in.acceptAny("DATABASE", "SCHEMA")) {
            in.accept("IF", "NOT", "EXISTS");
            return database(in, in.name(), true);
        }
        return withoutEffect(in);
    }

    private static SchemaChange alter(TokenCursor in, long sqlMode) {
        boolean online = in.accept("ONLINE");
        boolean ignore = in.accept("IGNORE");
        if (online || ignore || in.peek().isWord("TABLE")) {
            in.expect("TABLE");
            in.accept("IF", "EXISTS");
            TableId table = in.table();
            in.acceptWait();
            return new AlterTableParser(in, sqlMode).read(table, ignore);
        }
        if (in.acceptAny("DATABASE", "SCHEMA")) {
            boolean named = !Set.of("DEFAULT", "CHARACTER", "CHARSET", "COLLATE", "ENCRYPTION", "READ")
                            .contains(in.peek().text().toUpperCase(Locale.ROOT))
                    || in.peek().kind() == SqlToken.Kind.QUOTED_NAME;
            return database(in, named ? in.name() : in.database(), false);
        }
        return withoutEffect(in);
    }

    private static SchemaChange database(TokenCursor in, String name, boolean created) {
        TableOptions options = new TableOptions();
        while (!in.atEnd()) {
            if (!options.accept(in)) {
                in.skip();
            }
        }
        return new DatabaseDefaults(name, created, options.charset(), options.collation());
    }

    private static SchemaChange drop(TokenCursor in) {
        if (in.acceptAny("TABLE", "TABLES")) {
            in.accept("IF", "EXISTS");
            List<TableId> tables = in.tables();
            in.acceptWait();
            in.acceptAny("RESTRICT", "CASCADE");
            return new DropTables(tables);
        }
        if (in.acceptAny("DATABASE", "SCHEMA")) {
            in.accept("IF", "EXISTS");
            return new DropDatabase(in.name());
        }
        return withoutEffect(in);
    }

    private static SchemaChange rename(TokenCursor in) {
        if (in.accept("USER")) {
            return new NoEffect();
        }
        if (!in.acceptAny("TABLE", "TABLES")) {
            throw new Unforeseen("RENAME of " + in.peek().text());
        }
        in.accept("IF", "EXISTS");
        List<Renaming> renamings = new ArrayList<>();
        do {
            TableId from = in.table();
            in.acceptWait();
            in.expect("TO");
            renamings.add(new Renaming(from, in.table()));
        } while (in.acceptSymbol(','));
        return new RenameTables(renamings);
    }

    private static SchemaChange withoutEffect(TokenCursor in) {
        String object = in.peek().text().toUpperCase(Locale.ROOT);
        boolean others = in.dialect() == Dialect.MARIADB && OBJECTS_OF_MARIADB.contains(object);
        if (others || OBJECTS_WITHOUT_EFFECT.contains(object)) {
            return new NoEffect();
        }
        throw new NotUnderstood("an object of the kind " + object);
    }
}
