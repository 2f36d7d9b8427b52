/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;

/**
 * How a value of a condition is compared with one of the request. A negated operator is true when the other one is not, for none
 * of the values.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">AWS:
 *     condition operators</a>
 */
enum Operator {
    StringEquals(false, String::equals),
    StringNotEquals(true, String::equals),
    StringEqualsIgnoreCase(false, String::equalsIgnoreCase),
    StringNotEqualsIgnoreCase(true, String::equalsIgnoreCase),
    StringLike(false, Wildcards::match),
    StringNotLike(true, Wildcards::match),
    ArnEquals(false, Wildcards::matchArn),
    ArnNotEquals(true, Wildcards::matchArn),
    ArnLike(false, Wildcards::matchArn),
    ArnNotLike(true, Wildcards::matchArn),
    NumericEquals(false, numbers(order -> order == 0)),
    NumericNotEquals(true, numbers(order -> order == 0)),
    NumericLessThan(false, numbers(order -> order < 0)),
    NumericLessThanEquals(false, numbers(order -> order <= 0)),
    NumericGreaterThan(false, numbers(order -> order > 0)),
    NumericGreaterThanEquals(false, numbers(order -> order >= 0)),
    DateEquals(false, times(order -> order == 0)),
    DateNotEquals(true, times(order -> order == 0)),
    DateLessThan(false, times(order -> order < 0)),
    DateLessThanEquals(false, times(order -> order <= 0)),
    DateGreaterThan(false, times(order -> order > 0)),
    DateGreaterThanEquals(false, times(order -> order >= 0)),
    Bool(false, String::equalsIgnoreCase),
    BinaryEquals(false, String::equals),
    IpAddress(false, Operator::inNetwork),
    NotIpAddress(true, Operator::inNetwork),
    /** Whether the request has the key at all; never compared. */
    Null(false, (wanted, given) -> false);

    private final boolean negated;
    private final BiPredicate<String, String> matches;

    Operator(boolean negated, BiPredicate<String, String> matches) {
        this.negated = negated;
        this.matches = matches;
    }

    boolean negated() {
        return negated;
    }

    /** Whether {@code ${…}} stands for something in values. */
    boolean takesVariables() {
        return name().startsWith("String") || name().startsWith("Arn");
    }

    /** Without regard to negation. False for a value of the request that is not of the operator's kind. */
    boolean matches(String wanted, String given) {
        try {
            return matches.test(wanted, given);
        } catch (NumberFormatException | DateTimeException | NotAnAddress e) {
            return false;
        }
    }

    /** Says what is wrong with a value of a policy, or null. */
    String fault(String wanted) {
        try {
            if (name().startsWith("Numeric")) {
                new BigDecimal(wanted.strip());
            } else if (name().startsWith("Date")) {
                time(wanted);
            } else if (name().endsWith("IpAddress")) {
                network(wanted);
            } else if (name().equals("BinaryEquals")) {
                Base64.getDecoder().decode(wanted);
            } else if ((this == Bool || this == Null) && !wanted.matches("(?i)true|false")) {
                return "true or false";
            }
            return null;
        } catch (NumberFormatException e) {
            return "a number";
        } catch (DateTimeException e) {
            return "a time such as 2026-01-31T12:00:00Z, or seconds since 1970";
        } catch (NotAnAddress e) {
            return "an address or a network such as 10.0.0.0/8";
        } catch (IllegalArgumentException e) {
            return "Base64";
        }
    }

    private static BiPredicate<String, String> numbers(IntPredicate order) {
        return (wanted, given) -> order.test(new BigDecimal(given.strip()).compareTo(new BigDecimal(wanted.strip())));
    }

    private static BiPredicate<String, String> times(IntPredicate order) {
        return (wanted, given) -> order.test(time(given).compareTo(time(wanted)));
    }

    private static Instant time(String text) {
        String given = text.strip();
        if (given.matches("-?\\d{5,}")) {
            return Instant.ofEpochSecond(Long.parseLong(given));
        }
        if (given.length() <= 10) {
            return LocalDate.parse(given).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        return OffsetDateTime.parse(given).toInstant();
    }

    /** An address is none. */
    private static final class NotAnAddress extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private record Network(byte[] address, int bits) {}

    private static boolean inNetwork(String wanted, String given) {
        Network network = network(wanted);
        byte[] address = network(given).address();
        if (address.length != network.address().length) {
            return false;
        }
        for (int bit = 0; bit < network.bits(); bit++) {
            int mask = 0x80 >> bit % 8;
            if ((address[bit / 8] & mask) != (network.address()[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static Network network(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        // Nothing but digits of addresses, so that no name is looked up.
        if (!address.matches("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*")) {
            throw new NotAnAddress();
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            int bits = slash < 0 ? bytes.length * 8 : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > bytes.length * 8) {
                throw new NotAnAddress();
            }
            return new Network(bytes, bits);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new NotAnAddress();
        }
    }
}
