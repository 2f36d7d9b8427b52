/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.schema.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Goes through the tokens of one statement. What it cannot take ends in {@link NotUnderstood}. */
final class TokenCursor {
    private static final SqlToken END = new SqlToken(Kind.END, "the end");

    private final List<SqlToken> tokens;
    private final String database;
    private final Dialect dialect;
    private int at;

    /** A statement that the parser does not know; becomes {@link SchemaChange.Unknown}. */
    static class NotUnderstood extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotUnderstood(String message) {
            super(message, null, false, false);
        }
    }

    /** The same of a part that may do anything, also to rows. */
    static final class Unforeseen extends NotUnderstood {
        private static final long serialVersionUID = 1L;

        Unforeseen(String message) {
            super(message);
        }
    }

    /** @param database default for table names without one */
    TokenCursor(List<SqlToken> tokens, String database, Dialect dialect) {
        this.tokens = tokens;
        this.database = database;
        this.dialect = dialect;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Default database of the session. */
    String database() {
        return database;
    }

    SqlToken peek() {
        return peek(0);
    }

    SqlToken peek(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead) : END;
    }

    SqlToken next() {
        SqlToken token = peek();
        at++;
        return token;
    }

    boolean atEnd() {
        return peek().kind() == Kind.END || peek().isSymbol(';');
    }

    /** Takes how long MariaDB is to wait for a lock. */
    void acceptWait() {
        if (accept("WAIT")) {
            number();
        } else {
            accept("NOWAIT");
        }
    }

    /** Whether nothing but semicolons is left. */
    boolean finished() {
        while (acceptSymbol(';')) {
            // A statement may end with one.
        }
        return peek().kind() == Kind.END;
    }

    /** Takes the words if all of them come next. */
    boolean accept(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!peek(i).isWord(words[i])) {
                return false;
            }
        }
        at += words.length;
        return true;
    }

    boolean acceptAny(String... words) {
        for (String word : words) {
            if (accept(word)) {
                return true;
            }
        }
        return false;
    }

    boolean acceptSymbol(char symbol) {
        if (peek().isSymbol(symbol)) {
            at++;
            return true;
        }
        return false;
    }

    void expect(String word) {
        if (!accept(word)) {
            throw new NotUnderstood(word + " is expected, there is " + peek().text());
        }
    }

    void expectSymbol(char symbol) {
        if (!acceptSymbol(symbol)) {
            throw new NotUnderstood(symbol + " is expected, there is " + peek().text());
        }
    }

    String name() {
        SqlToken token = next();
        if (!token.isName()) {
            throw new NotUnderstood("a name is expected, there is " + token.text());
        }
        // Names are utf8mb3: the server makes a question mark of what lies beyond.
        return token.text().replaceAll("[\\x{10000}-\\x{10ffff}]", "?");
    }

    /** A name or a string: both can name character sets. */
    String nameOrString() {
        return peek().kind() == Kind.STRING ? next().text() : name();
    }

    TableId table() {
        if (acceptSymbol('.')) {
            return new TableId(database, name());
        }
        String first = name();
        return acceptSymbol('.') ? new TableId(first, name()) : new TableId(database, first);
    }

    List<TableId> tables() {
        List<TableId> list = new ArrayList<>();
        do {
            list.add(table());
        } while (acceptSymbol(','));
        return list;
    }

    long number() {
        SqlToken token = next();
        if (token.kind() != Kind.NUMBER) {
            throw new NotUnderstood("a number is expected, there is " + token.text());
        }
        return Long.parseLong(token.text());
    }

    /** Passes over one token, or all of it when it is a parenthesis. */
    void skip() {
        if (!next().isSymbol('(')) {
            return;
        }
        int depth = 1;
        while (depth > 0) {
            SqlToken token = next();
            if (token.kind() == Kind.END) {
                throw new NotUnderstood("a closing parenthesis is missing");
            }
            depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
        }
    }

    /** Passes over all up to a comma or closing parenthesis of this level, or the end. */
    void skipElement() {
        while (!atEnd() && !peek().isSymbol(',') && !peek().isSymbol(')')) {
            skip();
        }
    }
}
