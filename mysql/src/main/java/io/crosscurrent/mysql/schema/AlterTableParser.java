/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.schema.AlterAction.AddColumn;
import io.crosscurrent.mysql.schema.AlterAction.ChangeColumn;
import io.crosscurrent.mysql.schema.AlterAction.Convert;
import io.crosscurrent.mysql.schema.AlterAction.Defaults;
import io.crosscurrent.mysql.schema.AlterAction.DropColumn;
import io.crosscurrent.mysql.schema.AlterAction.Place;
import io.crosscurrent.mysql.schema.AlterAction.PrimaryKey;
import io.crosscurrent.mysql.schema.AlterAction.RenameColumn;
import io.crosscurrent.mysql.schema.AlterAction.RenameTo;
import io.crosscurrent.mysql.schema.AlterAction.RowsUnseen;
import io.crosscurrent.mysql.schema.SchemaChange.AlterTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** ALTER TABLE from behind the name on. */
final class AlterTableParser {
    private final TokenCursor in;
    private final ColumnParser columnParser;
    private final List<AlterAction> actions = new ArrayList<>();

    AlterTableParser(TokenCursor in, long sqlMode) {
        this.in = in;
        columnParser = new ColumnParser(in, sqlMode);
    }

    AlterTable read(TableId table) {
        while (!in.atEnd()) {
            if (!in.acceptSymbol(',')) {
                action();
            }
        }
        return new AlterTable(table, List.copyOf(actions));
    }

    private void action() {
        TableOptions options = new TableOptions();
        if (options.accept(in)) {
            while (options.accept(in)) {
                // Options may stand side by side without commas.
            }
            actions.add(new Defaults(options.charset(), options.collation()));
        } else if (in.accept("ADD")) {
            add();
        } else if (in.accept("DROP")) {
            drop();
        } else if (in.accept("MODIFY")) {
            in.accept("COLUMN");
            String name = CreateTableParser.columnName(in);
            change(name, name);
        } else if (in.accept("CHANGE")) {
            in.accept("COLUMN");
            String old = CreateTableParser.columnName(in);
            change(old, in.name());
        } else if (in.accept("RENAME")) {
            rename();
        } else if (in.accept("CONVERT", "TO")) {
            convert();
        } else if (in.accept("PARTITION", "BY") || in.accept("ORDER", "BY")) {
            while (!in.atEnd()) {
                in.skip();
            }
        } else {
            partitionsAndOthers();
        }
    }

    private void add() {
        if (in.accept("PARTITION")) {
            in.skipElement();
        } else if (CreateTableParser.isKey(in)) {
            List<String> key = CreateTableParser.key(in);
            if (key != null) {
                actions.add(new PrimaryKey(key));
            }
        } else {
            in.accept("COLUMN");
            if (in.acceptSymbol('(')) {
                do {
                    if (CreateTableParser.isKey(in)) {
                        List<String> key = CreateTableParser.key(in);
                        if (key != null) {
                            actions.add(new PrimaryKey(key));
                        }
                    } else {
                        ColumnDefinition column = columnParser.read(CreateTableParser.columnName(in));
                        actions.add(new AddColumn(column, place()));
                    }
                } while (in.acceptSymbol(','));
                in.expectSymbol(')');
            } else {
                ColumnDefinition column = columnParser.read(CreateTableParser.columnName(in));
                actions.add(new AddColumn(column, place()));
            }
        }
    }

    private Place place() {
        if (in.accept("FIRST")) {
            return new Place(true, "");
        }
        return in.accept("AFTER") ? new Place(false, in.name()) : null;
    }

    private void change(String old, String name) {
        ColumnDefinition column = columnParser.read(name);
        actions.add(new ChangeColumn(old, column, place()));
    }

    private void drop() {
        if (in.accept("PRIMARY", "KEY")) {
            actions.add(new PrimaryKey(List.of()));
        } else if (in.accept("PARTITION")) {
            actions.add(new RowsUnseen("DROP PARTITION", null));
            skipPartitions();
        } else if (in.acceptAny("INDEX", "KEY", "CHECK", "CONSTRAINT") || in.accept("FOREIGN", "KEY")) {
            in.name();
        } else {
            in.accept("COLUMN");
            actions.add(new DropColumn(CreateTableParser.columnName(in)));
            in.acceptAny("RESTRICT", "CASCADE");
        }
    }

    private void rename() {
        if (in.accept("COLUMN")) {
            String from = in.name();
            in.expect("TO");
            actions.add(new RenameColumn(from, in.name()));
        } else if (in.acceptAny("INDEX", "KEY")) {
            in.name();
            in.expect("TO");
            in.name();
        } else {
            if (!in.acceptAny("TO", "AS")) {
                in.acceptSymbol('=');
            }
            actions.add(new RenameTo(in.table()));
        }
    }

    private void convert() {
        if (!in.accept("CHARACTER", "SET") && !in.accept("CHAR", "SET")) {
            in.expect("CHARSET");
        }
        in.acceptSymbol('=');
        String name = in.nameOrString();
        // DEFAULT is the character set of the database, as "" is.
        String charset = name.equalsIgnoreCase("DEFAULT")
                ? ""
                : CharacterSet.of(name.toLowerCase(Locale.ROOT)).name();
        String collation = "";
        if (in.accept("COLLATE")) {
            in.acceptSymbol('=');
            collation = TableOptions.collation(in.nameOrString());
        }
        actions.add(new Convert(charset, collation));
    }

    /** All that has no effect on columns, and what moves rows unseen. */
    private void partitionsAndOthers() {
        if (in.accept("TRUNCATE", "PARTITION")) {
            actions.add(new RowsUnseen("TRUNCATE PARTITION", null));
            skipPartitions();
        } else if (in.accept("EXCHANGE", "PARTITION")) {
            in.name();
            in.expect("WITH");
            in.expect("TABLE");
            actions.add(new RowsUnseen("EXCHANGE PARTITION", in.table()));
            in.skipElement();
        } else if (in.acceptAny("DISCARD", "IMPORT")) {
            if (!in.peek().isWord("TABLESPACE") && !in.peek().isWord("PARTITION")) {
                throw new TokenCursor.NotUnderstood("ALTER TABLE … " + in.peek().text());
            }
            actions.add(new RowsUnseen("DISCARD or IMPORT TABLESPACE", null));
            in.skipElement();
        } else if (in.acceptAny(
                "REORGANIZE", "COALESCE", "REBUILD", "OPTIMIZE", "ANALYZE", "CHECK", "REPAIR", "REMOVE")) {
            while (!in.atEnd()) {
                in.skip();
            }
        } else if (in.peek().kind() == SqlToken.Kind.WORD) {
            // ALTER COLUMN … SET DEFAULT, ENGINE = …, ALGORITHM = …, COMMENT = …, ENABLE KEYS, FORCE and the like.
            in.skipElement();
        } else {
            throw new TokenCursor.NotUnderstood("ALTER TABLE … " + in.peek().text());
        }
    }

    private void skipPartitions() {
        while (!in.atEnd()) {
            in.skip();
        }
    }
}
