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
import java.util.Set;

/** ALTER TABLE from behind the name on. */
final class AlterTableParser {
    /** Of a table, without effect on columns and rows; they may stand without an equals sign. */
    private static final Set<String> OPTIONS = Set.of(
            "ALGORITHM",
            "AUTOEXTEND_SIZE",
            "AUTO_INCREMENT",
            "AVG_ROW_LENGTH",
            "CHECKSUM",
            "COMMENT",
            "COMPRESSION",
            "CONNECTION",
            "DELAY_KEY_WRITE",
            "ENCRYPTION",
            "ENGINE",
            "ENGINE_ATTRIBUTE",
            "INSERT_METHOD",
            "KEY_BLOCK_SIZE",
            "LOCK",
            "MAX_ROWS",
            "MIN_ROWS",
            "PACK_KEYS",
            "PASSWORD",
            "ROW_FORMAT",
            "SECONDARY_ENGINE",
            "SECONDARY_ENGINE_ATTRIBUTE",
            "STATS_AUTO_RECALC",
            "STATS_PERSISTENT",
            "STATS_SAMPLE_PAGES",
            "STORAGE",
            "TABLESPACE",
            "TABLE_CHECKSUM",
            "TYPE",
            "UNION");

    private final TokenCursor in;
    private final ColumnParser columnParser;
    private final List<AlterAction> actions = new ArrayList<>();

    AlterTableParser(TokenCursor in, long sqlMode) {
        this.in = in;
        columnParser = new ColumnParser(in, sqlMode);
    }

    /** @param ignore whether rows that do not fit are deleted: {@code ALTER IGNORE TABLE} */
    AlterTable read(TableId table, boolean ignore) {
        if (ignore) {
            actions.add(new RowsUnseen("ALTER IGNORE TABLE", null));
        }
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
            String name = column();
            change(name, name);
        } else if (in.accept("CHANGE")) {
            in.accept("COLUMN");
            String old = column();
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
                        ColumnDefinition column = columnParser.read(column());
                        actions.add(new AddColumn(column, place()));
                    }
                } while (in.acceptSymbol(','));
                in.expectSymbol(')');
            } else {
                ColumnDefinition column = columnParser.read(column());
                actions.add(new AddColumn(column, place()));
            }
        }
    }

    /** Whether a column was there is not known here when it is said to matter. */
    private String column() {
        if (in.peek().isWord("IF")) {
            throw new TokenCursor.NotUnderstood("IF EXISTS of a column");
        }
        return CreateTableParser.columnName(in);
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
            in.accept("IF", "EXISTS");
            in.name();
        } else {
            in.accept("COLUMN");
            actions.add(new DropColumn(column()));
            in.acceptAny("RESTRICT", "CASCADE");
        }
    }

    private void rename() {
        if (in.accept("COLUMN")) {
            String from = column();
            in.expect("TO");
            actions.add(new RenameColumn(from, in.name()));
        } else if (in.acceptAny("INDEX", "KEY")) {
            in.accept("IF", "EXISTS");
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
        } else if (in.accept("CONVERT", "PARTITION")) {
            in.name();
            in.expect("TO");
            in.expect("TABLE");
            actions.add(new RowsUnseen("CONVERT PARTITION", in.table()));
            skipPartitions();
        } else if (in.accept("CONVERT", "TABLE")) {
            actions.add(new RowsUnseen("CONVERT TABLE", in.table()));
            skipPartitions();
        } else if (in.acceptAny("ALTER", "ENABLE", "DISABLE", "FORCE", "WITH", "WITHOUT", "UPGRADE")
                || in.acceptAny("SECONDARY_LOAD", "SECONDARY_UNLOAD")) {
            in.skipElement();
        } else {
            option();
        }
    }

    /** What is written with an equals sign is an option, also when it is one of an engine's own. */
    private void option() {
        SqlToken word = in.next();
        boolean directory = (word.isWord("DATA") || word.isWord("INDEX")) && in.accept("DIRECTORY");
        boolean known = word.kind() == SqlToken.Kind.WORD
                && (directory || OPTIONS.contains(word.text().toUpperCase(Locale.ROOT)));
        boolean assigned = in.acceptSymbol('=');
        if (!known && !(assigned && word.isName())) {
            throw new TokenCursor.Unforeseen("ALTER TABLE … " + word.text());
        }
        if (word.isWord("ENGINE") && in.peek().text().equalsIgnoreCase("BLACKHOLE") || word.isWord("UNION")) {
            actions.add(new RowsUnseen(word.text() + " " + in.peek().text(), null));
        }
        in.skip();
    }

    private void skipPartitions() {
        while (!in.atEnd()) {
            in.skip();
        }
    }
}
