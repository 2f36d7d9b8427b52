/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.expression;

import io.crosscurrent.core.expression.Expression.Affinity;
import io.crosscurrent.core.expression.Expression.Names;
import io.crosscurrent.core.expression.Expression.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads SQLite's expression grammar, by descending from the loosest operator to the tightest. For one thread, once.
 *
 * @see <a href="https://www.sqlite.org/lang_expr.html">SQLite: expressions</a>
 */
final class ExpressionParser {
    /** A part with what its values are by nature. */
    private record Part(Node node, Affinity affinity) {
        static Part of(Node node) {
            return new Part(node, Affinity.NONE);
        }
    }

    private final ExpressionTokens tokens;
    private final Names names;
    private final Set<Integer> columns = new TreeSet<>();
    private int depth;

    ExpressionParser(String text, Names names) {
        this.tokens = new ExpressionTokens(text);
        this.names = names;
    }

    Expression parse() {
        Part part = or();
        tokens.expectEnd();
        return new Expression(part.node(), columns);
    }

    private Part or() {
        if (++depth > 100) {
            throw tokens.error("it is nested more than 100 deep");
        }
        Part left = and();
        while (tokens.takeWord("OR")) {
            Node a = left.node();
            Node b = and().node();
            left = Part.of(row -> {
                Boolean x = Values.truth(a.value(row));
                Boolean y = Boolean.TRUE.equals(x) ? x : Values.truth(b.value(row));
                boolean any = Boolean.TRUE.equals(x) || Boolean.TRUE.equals(y);
                return Values.of(any ? Boolean.TRUE : x == null || y == null ? null : Boolean.FALSE);
            });
        }
        depth--;
        return left;
    }

    private Part and() {
        Part left = not();
        while (tokens.takeWord("AND")) {
            Node a = left.node();
            Node b = not().node();
            left = Part.of(row -> {
                Boolean x = Values.truth(a.value(row));
                Boolean y = Boolean.FALSE.equals(x) ? x : Values.truth(b.value(row));
                boolean none = Boolean.FALSE.equals(x) || Boolean.FALSE.equals(y);
                return Values.of(none ? Boolean.FALSE : x == null || y == null ? null : Boolean.TRUE);
            });
        }
        return left;
    }

    private Part not() {
        if (tokens.takeWord("NOT")) {
            Node inner = not().node();
            return Part.of(row -> {
                Boolean truth = Values.truth(inner.value(row));
                return Values.of(truth == null ? null : !truth);
            });
        }
        return equality();
    }

    private Part equality() {
        Part left = order();
        while (true) {
            if (tokens.take("==") || tokens.take("=")) {
                left = comparison(left, order(), "=");
            } else if (tokens.take("<>") || tokens.take("!=")) {
                left = comparison(left, order(), "<>");
            } else if (tokens.takeWord("IS")) {
                left = is(left);
            } else if (tokens.takeWord("ISNULL")) {
                Node node = left.node();
                left = Part.of(row -> Values.of(node.value(row) == null));
            } else if (tokens.takeWord("NOTNULL")) {
                Node node = left.node();
                left = Part.of(row -> Values.of(node.value(row) != null));
            } else {
                boolean negated = tokens.takeWord("NOT");
                Part next = membership(left, negated);
                if (next == null) {
                    if (negated) {
                        throw tokens.error("NOT must be followed by LIKE, IN, BETWEEN or NULL here");
                    }
                    return left;
                }
                left = next;
            }
        }
    }

    private Part is(Part left) {
        boolean negated = tokens.takeWord("NOT");
        Part right = order();
        return Part.of(row -> {
            Object a = left.node().value(row);
            Object b = right.node().value(row);
            boolean same =
                    a == null || b == null ? a == b : Values.compare(a, left.affinity(), b, right.affinity()) == 0;
            return Values.of(same != negated);
        });
    }

    /** LIKE, IN, BETWEEN and NULL behind NOT; null when nothing of it follows. */
    private Part membership(Part left, boolean negated) {
        Node value = left.node();
        if (tokens.takeWord("LIKE")) {
            Node pattern = order().node();
            Node escape = tokens.takeWord("ESCAPE") ? order().node() : null;
            return Part.of(row -> {
                String text = Values.text(value.value(row));
                String like = Values.text(pattern.value(row));
                if (text == null || like == null) {
                    return null;
                }
                String letter = escape == null ? null : Values.text(escape.value(row));
                char with = letter == null || letter.isEmpty() ? 0 : letter.charAt(0);
                return Values.of(Values.like(text, like, with) != negated);
            });
        }
        if (tokens.takeWord("BETWEEN")) {
            Part low = order();
            tokens.expectWord("AND");
            Part high = order();
            Node between = comparison(left, low, ">=").node();
            Node below = comparison(left, high, "<=").node();
            return Part.of(row -> {
                Boolean a = Values.truth(between.value(row));
                Boolean b = Values.truth(below.value(row));
                return a == null || b == null ? null : Values.of((a && b) != negated);
            });
        }
        if (tokens.takeWord("IN")) {
            return in(left, negated);
        }
        if (negated && tokens.takeWord("NULL")) {
            return Part.of(row -> Values.of(value.value(row) != null));
        }
        return null;
    }

    private Part in(Part left, boolean negated) {
        List<Part> items = list();
        return Part.of(row -> {
            Object value = left.node().value(row);
            if (value == null) {
                return items.isEmpty() ? Values.of(negated) : null;
            }
            boolean unknown = false;
            for (Part item : items) {
                Object other = item.node().value(row);
                if (other == null) {
                    unknown = true;
                } else if (Values.compare(value, left.affinity(), other, Affinity.NONE) == 0) {
                    return Values.of(!negated);
                }
            }
            return unknown ? null : Values.of(negated);
        });
    }

    private List<Part> list() {
        tokens.expect("(");
        List<Part> items = new ArrayList<>();
        if (!tokens.take(")")) {
            do {
                items.add(or());
            } while (tokens.take(","));
            tokens.expect(")");
        }
        return items;
    }

    private Part order() {
        Part left = sum();
        while (true) {
            String operator = tokens.takeFirst("<=", ">=", "<", ">");
            if (operator == null) {
                return left;
            }
            left = comparison(left, sum(), operator);
        }
    }

    private static Part comparison(Part left, Part right, String operator) {
        return Part.of(row -> {
            Object a = left.node().value(row);
            Object b = right.node().value(row);
            if (a == null || b == null) {
                return null;
            }
            int order = Values.compare(a, left.affinity(), b, right.affinity());
            return Values.of(
                    switch (operator) {
                        case "=" -> order == 0;
                        case "<>" -> order != 0;
                        case "<" -> order < 0;
                        case "<=" -> order <= 0;
                        case ">" -> order > 0;
                        default -> order >= 0;
                    });
        });
    }

    private Part sum() {
        Part left = product();
        while (true) {
            String operator = tokens.takeFirst("+", "-");
            if (operator == null) {
                return left;
            }
            left = arithmetic(left, product(), operator.charAt(0));
        }
    }

    private Part product() {
        Part left = concatenation();
        while (true) {
            String operator = tokens.takeFirst("*", "/", "%");
            if (operator == null) {
                return left;
            }
            left = arithmetic(left, concatenation(), operator.charAt(0));
        }
    }

    private static Part arithmetic(Part left, Part right, char operator) {
        Node a = left.node();
        Node b = right.node();
        return Part.of(row -> Values.arithmetic(operator, a.value(row), b.value(row)));
    }

    private Part concatenation() {
        Part left = unary();
        while (tokens.take("||")) {
            Node a = left.node();
            Node b = unary().node();
            left = Part.of(row -> {
                String x = Values.text(a.value(row));
                String y = Values.text(b.value(row));
                return x == null || y == null ? null : x + y;
            });
        }
        return left;
    }

    private Part unary() {
        if (tokens.take("-")) {
            Node inner = unary().node();
            return Part.of(row -> Values.arithmetic('-', 0L, inner.value(row)));
        }
        if (tokens.take("+")) {
            return unary();
        }
        return primary();
    }

    private Part primary() {
        if (tokens.take("(")) {
            Part inner = or();
            tokens.expect(")");
            return inner;
        }
        Object literal = tokens.takeLiteral();
        if (literal != null) {
            return Part.of(row -> literal);
        }
        String variable = tokens.takeVariable();
        if (variable != null) {
            return variable(variable);
        }
        String word = tokens.takeName();
        if (word == null) {
            throw tokens.error("a value is missing");
        }
        switch (word.toUpperCase(Locale.ROOT)) {
            case "NULL" -> {
                return Part.of(row -> null);
            }
            case "TRUE" -> {
                return Part.of(row -> 1L);
            }
            case "FALSE" -> {
                return Part.of(row -> 0L);
            }
            case "CASE" -> {
                return choice();
            }
            case "CAST" -> {
                return cast();
            }
            default -> {
                return Part.of(call(word));
            }
        }
    }

    private Part cast() {
        tokens.expect("(");
        Node inner = or().node();
        tokens.expectWord("AS");
        String type = tokens.takeName();
        if (type == null) {
            throw tokens.error("CAST needs a type");
        }
        Values.cast("0", type);
        tokens.expect(")");
        return Part.of(row -> Values.cast(inner.value(row), type));
    }

    private Part choice() {
        Part base = tokens.isWord("WHEN") ? null : or();
        List<Node> conditions = new ArrayList<>();
        List<Node> results = new ArrayList<>();
        while (tokens.takeWord("WHEN")) {
            Part when = or();
            conditions.add(
                    base == null ? when.node() : comparison(base, when, "=").node());
            tokens.expectWord("THEN");
            results.add(or().node());
        }
        if (conditions.isEmpty()) {
            throw tokens.error("CASE needs WHEN");
        }
        Node otherwise = tokens.takeWord("ELSE") ? or().node() : row -> null;
        tokens.expectWord("END");
        return Part.of(row -> {
            for (int i = 0; i < conditions.size(); i++) {
                if (Boolean.TRUE.equals(Values.truth(conditions.get(i).value(row)))) {
                    return results.get(i).value(row);
                }
            }
            return otherwise.value(row);
        });
    }

    private Node call(String name) {
        if (!tokens.isNext("(")) {
            throw tokens.error("\"" + name + "\" is neither a function nor a column; columns are written $" + name);
        }
        List<Node> arguments = list().stream().map(Part::node).toList();
        try {
            return Functions.of(name, arguments);
        } catch (ExpressionException e) {
            throw tokens.error(e.getMessage());
        }
    }

    private Part variable(String name) {
        switch (name) {
            case "AR_M_SOURCE_SCHEMA" -> {
                return Part.of(row -> names.schema());
            }
            case "AR_M_SOURCE_TABLE_NAME" -> {
                return Part.of(row -> names.table());
            }
            case "AR_H_OPERATION" -> {
                return Part.of(ExpressionRow::operation);
            }
            case "AR_H_STREAM_POSITION" -> {
                return Part.of(ExpressionRow::streamPosition);
            }
            case "AR_H_TIMESTAMP", "AR_H_COMMIT_TIMESTAMP" -> {
                return Part.of(row -> DateFunctions.stamp(row.commitMicros()));
            }
            case "AR_H_USER" -> {
                return Part.of(row -> "");
            }
            case "AR_H_CHANGE_SEQ" -> {
                return Part.of(row -> row.loaded() ? "" : DateFunctions.sequence(row.commitMicros(), row.recordId()));
            }
            default -> {
                return column(name);
            }
        }
    }

    private Part column(String name) {
        int index = names.columns().applyAsInt(name);
        if (index < 0) {
            throw tokens.error("there is no column \"" + name + "\"");
        }
        columns.add(index);
        Affinity affinity = names.numeric().test(index) ? Affinity.NUMERIC : Affinity.TEXT;
        return new Part(row -> row.column(index), affinity);
    }
}
