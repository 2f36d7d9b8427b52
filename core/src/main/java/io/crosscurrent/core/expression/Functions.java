/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.expression;

import io.crosscurrent.core.expression.Expression.Affinity;
import io.crosscurrent.core.expression.Expression.Node;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The functions of expressions. */
final class Functions {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LARGEST_BLOB = 1 << 20;
    private static final String NAMES =
            "lower, upper, length, ltrim, rtrim, trim, replace, replaceChars, substr, instr, hex, randomblob, zeroblob, abs,"
                    + " random, round, max, min, coalesce, ifnull, nullif, typeof, date, time, datetime, julianday, strftime,"
                    + " hash_sha256, operation_indicator";

    private Functions() {}

    static Node of(String name, List<Node> arguments) {
        String lower = name.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "lower" -> text(name, arguments, text -> text.toLowerCase(Locale.ROOT));
            case "upper" -> text(name, arguments, text -> text.toUpperCase(Locale.ROOT));
            case "length" -> length(count(name, arguments, 1, 1));
            case "ltrim", "rtrim", "trim" -> trim(lower, count(name, arguments, 1, 2));
            case "replace" -> replace(count(name, arguments, 3, 3));
            case "replacechars" -> replaceCharacters(count(name, arguments, 3, 3));
            case "substr", "substring" -> substring(count(name, arguments, 2, 3));
            case "instr" -> position(count(name, arguments, 2, 2));
            case "hex" -> one(count(name, arguments, 1, 1), Values::hex);
            case "randomblob" -> blob(count(name, arguments, 1, 1), true);
            case "zeroblob" -> blob(count(name, arguments, 1, 1), false);
            case "abs" -> absolute(count(name, arguments, 1, 1));
            case "random" -> {
                count(name, arguments, 0, 0);
                yield row -> RANDOM.nextLong();
            }
            case "round" -> round(count(name, arguments, 1, 2));
            case "max" -> extreme(count(name, arguments, 2, 100), 1);
            case "min" -> extreme(count(name, arguments, 2, 100), -1);
            case "coalesce" -> coalesce(count(name, arguments, 2, 100));
            case "ifnull" -> coalesce(count(name, arguments, 2, 2));
            case "nullif" -> nullIf(count(name, arguments, 2, 2));
            case "typeof" -> one(count(name, arguments, 1, 1), Functions::type);
            case "date", "time", "datetime", "julianday" -> DateFunctions.of(lower, arguments);
            case "strftime" -> DateFunctions.format(count(name, arguments, 1, 100));
            case "hash_sha256" -> one(count(name, arguments, 1, 1), Functions::hash);
            case "operation_indicator" -> indicator(count(name, arguments, 3, 3));
            default -> throw new ExpressionException("there is no function " + name + "; there are " + NAMES);
        };
    }

    private static List<Node> count(String name, List<Node> arguments, int least, int most) {
        if (arguments.size() < least || arguments.size() > most) {
            throw new ExpressionException(name + " takes " + (least == most ? "" + least : least + " to " + most)
                    + " arguments, not " + arguments.size());
        }
        return arguments;
    }

    private static Node one(List<Node> arguments, java.util.function.UnaryOperator<Object> function) {
        Node argument = arguments.get(0);
        return row -> function.apply(argument.value(row));
    }

    private static Node text(String name, List<Node> arguments, java.util.function.UnaryOperator<String> function) {
        Node argument = count(name, arguments, 1, 1).get(0);
        return row -> {
            String text = Values.text(argument.value(row));
            return text == null ? null : function.apply(text);
        };
    }

    private static Node length(List<Node> arguments) {
        return one(arguments, value -> {
            if (value == null) {
                return null;
            }
            if (value instanceof byte[] bytes) {
                return (long) bytes.length;
            }
            String text = Values.text(value);
            return (long) text.codePointCount(0, text.length());
        });
    }

    private static Node trim(String which, List<Node> arguments) {
        return row -> {
            String text = Values.text(arguments.get(0).value(row));
            String set =
                    arguments.size() == 1 ? " " : Values.text(arguments.get(1).value(row));
            if (text == null || set == null) {
                return null;
            }
            int from = 0;
            int to = text.length();
            while (!which.equals("rtrim") && from < to && set.indexOf(text.charAt(from)) >= 0) {
                from++;
            }
            while (!which.equals("ltrim") && from < to && set.indexOf(text.charAt(to - 1)) >= 0) {
                to--;
            }
            return text.substring(from, to);
        };
    }

    private static Node replace(List<Node> arguments) {
        return row -> {
            String text = Values.text(arguments.get(0).value(row));
            String old = Values.text(arguments.get(1).value(row));
            String with = Values.text(arguments.get(2).value(row));
            if (text == null || old == null || with == null) {
                return null;
            }
            return old.isEmpty() ? text : text.replace(old, with);
        };
    }

    /** Each character of the second text becomes the one at its place in the third, or its first where there is none. */
    private static Node replaceCharacters(List<Node> arguments) {
        return row -> {
            String text = Values.text(arguments.get(0).value(row));
            String from = Values.text(arguments.get(1).value(row));
            String to = Values.text(arguments.get(2).value(row));
            if (text == null || from == null || to == null) {
                return null;
            }
            StringBuilder out = new StringBuilder();
            for (char c : text.toCharArray()) {
                int at = from.indexOf(c);
                if (at < 0) {
                    out.append(c);
                } else if (!to.isEmpty()) {
                    out.append(to.charAt(at < to.length() ? at : 0));
                }
            }
            return out.toString();
        };
    }

    /** Characters are counted from 1, from the end when negative; a negative length takes those in front. */
    private static Node substring(List<Node> arguments) {
        return row -> {
            String text = Values.text(arguments.get(0).value(row));
            Number start = Values.number(arguments.get(1).value(row));
            Number count = arguments.size() == 2
                    ? Long.valueOf(Integer.MAX_VALUE)
                    : Values.number(arguments.get(2).value(row));
            if (text == null || start == null || count == null) {
                return null;
            }
            int[] points = text.codePoints().toArray();
            long from = start.longValue();
            long length = count.longValue();
            if (from < 0) {
                from += points.length;
                if (from < 0) {
                    length += length > 0 ? from : 0;
                    from = 0;
                }
            } else if (from > 0) {
                from--;
            } else if (length > 0) {
                length--;
            }
            if (length < 0) {
                long end = from;
                from = Math.max(0, from + length);
                length = end - from;
            }
            int first = (int) Math.min(from, points.length);
            int last = (int) Math.min(first + Math.max(0, length), points.length);
            return new String(points, first, last - first);
        };
    }

    private static Node position(List<Node> arguments) {
        return row -> {
            String text = Values.text(arguments.get(0).value(row));
            String part = Values.text(arguments.get(1).value(row));
            return text == null || part == null ? null : (Object) (text.indexOf(part) + 1L);
        };
    }

    private static Node blob(List<Node> arguments, boolean random) {
        return row -> {
            Number size = Values.number(arguments.get(0).value(row));
            long length = size == null ? 0 : size.longValue();
            byte[] bytes = new byte[(int) Math.max(random ? 1 : 0, Math.min(LARGEST_BLOB, length))];
            if (random) {
                RANDOM.nextBytes(bytes);
            }
            return bytes;
        };
    }

    private static Node absolute(List<Node> arguments) {
        return one(arguments, value -> {
            Number number = Values.number(value);
            if (number instanceof Long whole) {
                return Math.abs(whole);
            }
            return number instanceof BigDecimal decimal
                    ? decimal.abs()
                    : number == null ? null : (Object) Math.abs(number.doubleValue());
        });
    }

    private static Node round(List<Node> arguments) {
        return row -> {
            Number number = Values.number(arguments.get(0).value(row));
            Number digits = arguments.size() == 1
                    ? Long.valueOf(0)
                    : Values.number(arguments.get(1).value(row));
            if (number == null || digits == null) {
                return null;
            }
            int scale = (int) Math.max(0, Math.min(30, digits.longValue()));
            BigDecimal rounded = new BigDecimal(number.toString()).setScale(scale, RoundingMode.HALF_UP);
            return number instanceof BigDecimal ? (Object) rounded : (Object) rounded.doubleValue();
        };
    }

    private static Node extreme(List<Node> arguments, int sign) {
        return row -> {
            Object best = null;
            for (Node argument : arguments) {
                Object value = argument.value(row);
                if (value == null) {
                    return null;
                }
                boolean better = best == null || sign * Values.compare(value, Affinity.NONE, best, Affinity.NONE) > 0;
                best = better ? value : best;
            }
            return best;
        };
    }

    private static Node coalesce(List<Node> arguments) {
        return row -> {
            for (Node argument : arguments) {
                Object value = argument.value(row);
                if (value != null) {
                    return value;
                }
            }
            return null;
        };
    }

    private static Node nullIf(List<Node> arguments) {
        return row -> {
            Object value = arguments.get(0).value(row);
            Object other = arguments.get(1).value(row);
            boolean same =
                    value != null && other != null && Values.compare(value, Affinity.NONE, other, Affinity.NONE) == 0;
            return same ? null : value;
        };
    }

    private static Object type(Object value) {
        if (value == null) {
            return "null";
        }
        return value instanceof Long
                ? "integer"
                : value instanceof Number ? "real" : value instanceof String ? "text" : "blob";
    }

    /** SHA-256 in 64 upper-case hexadecimal digits. */
    static Object hash(Object value) {
        if (value == null) {
            return null;
        }
        try {
            byte[] bytes =
                    value instanceof byte[] raw ? raw : Values.text(value).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** The values for DELETE, UPDATE and INSERT. */
    private static Node indicator(List<Node> arguments) {
        return row -> arguments
                .get(
                        switch (row.operation()) {
                            case "DELETE" -> 0;
                            case "UPDATE" -> 1;
                            default -> 2;
                        })
                .value(row);
    }
}
