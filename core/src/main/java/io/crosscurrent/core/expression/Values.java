/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.expression;

import io.crosscurrent.core.expression.Expression.Affinity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Arithmetic, comparison and conversion as SQLite does them. */
final class Values {
    private static final Pattern NUMBER = Pattern.compile("\\s*([+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?)");

    private Values() {}

    /** Text of a value; null stays null. */
    static String text(Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Double number) {
            return real(number);
        }
        return value.toString();
    }

    /** At most 15 significant digits, with a point. */
    private static String real(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.toString(number);
        }
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(15)).stripTrailingZeros();
        if (rounded.precision() - rounded.scale() > 15 || rounded.scale() > 20) {
            return rounded.toString();
        }
        String plain = rounded.toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }

    /** The number at the beginning of a text, 0 when there is none; null stays null. */
    static Number number(Object value) {
        if (value == null || value instanceof Number) {
            return (Number) value;
        }
        Matcher matcher = NUMBER.matcher(text(value));
        return matcher.lookingAt() ? parse(matcher.group(1)) : Long.valueOf(0);
    }

    /** The number that the whole text is, or the value itself. */
    static Object numeric(Object value) {
        if (value instanceof String text) {
            Matcher matcher = NUMBER.matcher(text.stripTrailing());
            if (matcher.matches()) {
                return parse(matcher.group(1));
            }
        }
        return value;
    }

    private static Number parse(String text) {
        BigDecimal decimal = new BigDecimal(text);
        if (text.matches("[+-]?\\d+") && decimal.precision() <= 18) {
            return decimal.longValueExact();
        }
        return text.indexOf('e') >= 0 || text.indexOf('E') >= 0 ? Double.valueOf(text) : decimal;
    }

    static Object arithmetic(char operator, Object left, Object right) {
        Number a = number(left);
        Number b = number(right);
        if (a == null || b == null) {
            return null;
        }
        if (a instanceof Double || b instanceof Double) {
            return real(operator, a.doubleValue(), b.doubleValue());
        }
        if (a instanceof Long x && b instanceof Long y) {
            return integers(operator, x, y);
        }
        return decimals(operator, decimal(a), decimal(b));
    }

    private static Object real(char operator, double a, double b) {
        double result =
                switch (operator) {
                    case '+' -> a + b;
                    case '-' -> a - b;
                    case '*' -> a * b;
                    case '/' -> a / b;
                    default -> (double) ((long) b == 0 ? 0 : (long) a % (long) b);
                };
        return b == 0 && (operator == '/' || operator == '%') ? null : (Object) result;
    }

    private static Object integers(char operator, long a, long b) {
        try {
            return switch (operator) {
                case '+' -> Math.addExact(a, b);
                case '-' -> Math.subtractExact(a, b);
                case '*' -> Math.multiplyExact(a, b);
                case '/' -> b == 0 ? null : (Object) (a / b);
                default -> b == 0 ? null : (Object) (a % b);
            };
        } catch (ArithmeticException e) {
            return decimals(operator, BigDecimal.valueOf(a), BigDecimal.valueOf(b));
        }
    }

    private static Object decimals(char operator, BigDecimal a, BigDecimal b) {
        boolean byZero = b.signum() == 0 && (operator == '/' || operator == '%');
        if (byZero) {
            return null;
        }
        return switch (operator) {
            case '+' -> a.add(b);
            case '-' -> a.subtract(b);
            case '*' -> a.multiply(b);
            case '/' -> a.divide(b, MathContext.DECIMAL64);
            default -> a.remainder(b);
        };
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }

    /**
     * Compares two values that are not null, after text and numbers were brought together.
     *
     * @return negative, 0 or positive
     */
    static int compare(Object left, Affinity leftIs, Object right, Affinity rightIs) {
        Object a = left;
        Object b = right;
        if (leftIs == Affinity.NUMERIC || rightIs == Affinity.NUMERIC) {
            a = numeric(a);
            b = numeric(b);
        } else if (leftIs == Affinity.TEXT && b instanceof Number) {
            b = text(b);
        } else if (rightIs == Affinity.TEXT && a instanceof Number) {
            a = text(a);
        }
        int byClass = Integer.compare(storageClass(a), storageClass(b));
        if (byClass != 0) {
            return byClass;
        }
        if (a instanceof Number x && b instanceof Number y) {
            return x instanceof Double || y instanceof Double
                    ? Double.compare(x.doubleValue(), y.doubleValue())
                    : decimal(x).compareTo(decimal(y));
        }
        if (a instanceof byte[] x && b instanceof byte[] y) {
            return Arrays.compareUnsigned(x, y);
        }
        return Arrays.compareUnsigned(
                a.toString().getBytes(StandardCharsets.UTF_8), b.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static int storageClass(Object value) {
        return value instanceof Number ? 1 : value instanceof String ? 2 : 3;
    }

    /** Null is neither: the answer is null then. */
    static Boolean truth(Object value) {
        if (value == null) {
            return null;
        }
        Number number = number(value);
        return number instanceof Long whole ? whole != 0 : number.doubleValue() != 0;
    }

    static Object of(Boolean truth) {
        return truth == null ? null : (Object) (truth ? 1L : 0L);
    }

    /** {@code LIKE}: {@code %} any run, {@code _} one character, ASCII letters of either case. */
    static boolean like(String text, String pattern, char escape) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == escape && escape != 0 && i + 1 < pattern.length()) {
                regex.append(Pattern.quote(String.valueOf(pattern.charAt(++i))));
            } else {
                regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL | Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .matches();
    }

    static Object cast(Object value, String type) {
        if (value == null) {
            return null;
        }
        return switch (type.toUpperCase(java.util.Locale.ROOT)) {
            case "INTEGER", "INT", "BIGINT" -> number(value).longValue();
            case "REAL", "DOUBLE", "FLOAT" -> number(value).doubleValue();
            case "NUMERIC", "DECIMAL" -> number(value);
            case "TEXT", "VARCHAR", "CHAR" -> text(value);
            case "BLOB" -> value instanceof byte[] ? value : text(value).getBytes(StandardCharsets.UTF_8);
            default -> throw new ExpressionException("CAST knows INTEGER, REAL, NUMERIC, TEXT and BLOB, not " + type);
        };
    }

    static String hex(Object value) {
        byte[] bytes = value instanceof byte[] raw
                ? raw
                : text(value == null ? "" : value).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
