/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.schema.SchemaChange.CreateTable;
import io.crosscurrent.mysql.schema.TokenCursor.NotUnderstood;
import java.util.ArrayList;
import java.util.List;

/** CREATE TABLE from behind the name on. */
final class CreateTableParser {
    private final TokenCursor in;
    private final ColumnParser columnParser;

    CreateTableParser(TokenCursor in, long sqlMode) {
        this.in = in;
        columnParser = new ColumnParser(in, sqlMode);
    }

    CreateTable read(TableId table, boolean ifNotExists) {
        if (!in.peek().isSymbol('(')
                || in.peek(1).isWord("SELECT")
                || in.peek(1).isSymbol('(')) {
            throw new NotUnderstood("CREATE TABLE from a query");
        }
        in.next();
        List<ColumnDefinition> columns = new ArrayList<>();
        List<String> primaryKey = new ArrayList<>();
        do {
            element(columns, primaryKey);
        } while (in.acceptSymbol(','));
        in.expectSymbol(')');
        TableOptions options = new TableOptions();
        while (!in.atEnd()) {
            if (in.accept("START", "TRANSACTION")) {
                break; // CREATE TABLE … SELECT, whose rows follow as row events
            }
            if (in.peek().isWord("SELECT")
                    || in.peek().isWord("AS")
                    || in.peek().isWord("WITH")) {
                throw new NotUnderstood("CREATE TABLE from a query");
            }
            if (in.accept("PARTITION", "BY")) {
                while (!in.atEnd()) {
                    if (in.peek().isWord("SELECT") || in.peek().isWord("AS")) {
                        throw new NotUnderstood("CREATE TABLE from a query");
                    }
                    in.skip();
                }
                break;
            }
            if (in.acceptAny("COMMENT", "ENGINE_ATTRIBUTE")) {
                in.acceptSymbol('=');
                in.next();
            } else if (!options.accept(in)) {
                in.skip();
            }
        }
        return new CreateTable(table, ifNotExists, columns, primaryKey, options.charset(), options.collation());
    }

    private void element(List<ColumnDefinition> columns, List<String> primaryKey) {
        if (isKey(in)) {
            List<String> key = key(in);
            if (key != null) {
                primaryKey.addAll(key);
            }
            return;
        }
        String name = columnName(in);
        ColumnDefinition column = columnParser.read(name);
        columns.add(column);
        if (column.primaryKey()) {
            primaryKey.add(name);
        }
        in.skipElement();
    }

    /** Column names may be written {@code table.column}. */
    static String columnName(TokenCursor in) {
        String name = in.name();
        while (in.acceptSymbol('.')) {
            name = in.name();
        }
        return name;
    }

    /** Whether a key or constraint comes next: these words are reserved, so no column can begin with them. */
    static boolean isKey(TokenCursor in) {
        SqlToken first = in.peek();
        return first.isWord("CONSTRAINT")
                || first.isWord("PRIMARY")
                || first.isWord("UNIQUE")
                || first.isWord("INDEX")
                || first.isWord("KEY")
                || first.isWord("FULLTEXT")
                || first.isWord("SPATIAL")
                || first.isWord("FOREIGN")
                || first.isWord("CHECK");
    }

    /** Reads a key or constraint; the columns of the primary key, or null for any other. */
    static List<String> key(TokenCursor in) {
        if (in.accept("CONSTRAINT") && !isKey(in)) {
            in.name();
        }
        if (!in.accept("PRIMARY", "KEY")) {
            in.skipElement();
            return null;
        }
        while (!in.peek().isSymbol('(')) {
            in.name(); // USING BTREE, or a name that has no effect
        }
        in.next();
        List<String> columns = new ArrayList<>();
        do {
            columns.add(in.name());
            if (in.peek().isSymbol('(')) {
                in.skip();
            }
            in.acceptAny("ASC", "DESC");
        } while (in.acceptSymbol(','));
        in.expectSymbol(')');
        in.skipElement();
        return columns;
    }
}
