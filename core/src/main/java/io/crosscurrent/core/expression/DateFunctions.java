/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.expression;

import io.crosscurrent.core.expression.Expression.Node;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Date and time functions. All times are UTC; what is no time yields null, as in SQLite.
 *
 * @see <a href="https://www.sqlite.org/lang_datefunc.html">SQLite: date and time functions</a>
 */
final class DateFunctions {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter SEQUENCE = DateTimeFormatter.ofPattern("yyyyMMddHHmmssSS");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Pattern SHIFT =
            Pattern.compile("([+-]?\\d+(?:\\.\\d+)?) (second|minute|hour|day|month|year)s?");
    private static final double JULIAN_OF_EPOCH = 2440587.5;
    private static final double SECONDS_OF_DAY = 86_400;

    private DateFunctions() {}

    /** {@code 2026-01-31 12:00:00.000000}. */
    static String stamp(long micros) {
        return STAMP.format(at(micros));
    }

    /** 35 digits that rise with the changes: 16 of the commit's time, 19 of the record's number. */
    static String sequence(long micros, long record) {
        return SEQUENCE.format(at(micros)) + "%019d".formatted(record);
    }

    private static LocalDateTime at(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), (int) Math.floorMod(micros, 1_000_000L) * 1000, ZoneOffset.UTC);
    }

    static Node of(String name, List<Node> arguments) {
        return row -> {
            LocalDateTime time = time(row, arguments, 0);
            if (time == null) {
                return null;
            }
            return switch (name) {
                case "date" -> time.toLocalDate().toString();
                case "time" -> SECONDS.format(time).substring(11);
                case "datetime" -> SECONDS.format(time);
                default -> julian(time);
            };
        };
    }

    private static double julian(LocalDateTime time) {
        return JULIAN_OF_EPOCH + (time.toEpochSecond(ZoneOffset.UTC) + time.getNano() / 1e9) / SECONDS_OF_DAY;
    }

    static Node format(List<Node> arguments) {
        return row -> {
            String format = Values.text(arguments.get(0).value(row));
            LocalDateTime time = time(row, arguments, 1);
            if (format == null || time == null) {
                return null;
            }
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < format.length(); i++) {
                char c = format.charAt(i);
                if (c != '%' || ++i == format.length()) {
                    out.append(c);
                } else {
                    String part = part(format.charAt(i), time);
                    if (part == null) {
                        return null;
                    }
                    out.append(part);
                }
            }
            return out.toString();
        };
    }

    private static String part(char letter, LocalDateTime time) {
        return switch (letter) {
            case 'd' -> "%02d".formatted(time.getDayOfMonth());
            case 'f' -> "%02d.%03d".formatted(time.getSecond(), time.getNano() / 1_000_000);
            case 'H' -> "%02d".formatted(time.getHour());
            case 'j' -> "%03d".formatted(time.getDayOfYear());
            case 'J' -> Double.toString(julian(time));
            case 'm' -> "%02d".formatted(time.getMonthValue());
            case 'M' -> "%02d".formatted(time.getMinute());
            case 's' -> Long.toString(time.toEpochSecond(ZoneOffset.UTC));
            case 'S' -> "%02d".formatted(time.getSecond());
            case 'w' -> Integer.toString(time.getDayOfWeek().getValue() % 7);
            case 'W' ->
                "%02d".formatted((time.getDayOfYear() + 6 - (time.getDayOfWeek().getValue() + 6) % 7) / 7);
            case 'Y' -> "%04d".formatted(time.getYear());
            case '%' -> "%";
            default -> null;
        };
    }

    private static LocalDateTime time(ExpressionRow row, List<Node> arguments, int first) {
        if (arguments.size() <= first) {
            return LocalDateTime.now(ZoneOffset.UTC);
        }
        Object value = arguments.get(first).value(row);
        boolean epoch = arguments.size() > first + 1
                && "unixepoch".equals(Values.text(arguments.get(first + 1).value(row)));
        try {
            LocalDateTime time = value == null ? null : epoch ? ofEpoch(value) : parse(value);
            for (int i = first + (epoch ? 2 : 1); time != null && i < arguments.size(); i++) {
                String modifier = Values.text(arguments.get(i).value(row));
                time = modifier == null
                        ? null
                        : modified(time, modifier.toLowerCase(Locale.ROOT).trim());
            }
            return time;
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private static LocalDateTime ofEpoch(Object value) {
        double seconds = Values.number(value).doubleValue();
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(Math.round(seconds * 1000)), ZoneOffset.UTC);
    }

    private static LocalDateTime parse(Object value) {
        Object number = Values.numeric(value);
        if (number instanceof Number julian) {
            double seconds = (julian.doubleValue() - JULIAN_OF_EPOCH) * SECONDS_OF_DAY;
            return LocalDateTime.ofInstant(Instant.ofEpochMilli(Math.round(seconds * 1000)), ZoneOffset.UTC);
        }
        String text = Values.text(value).trim();
        if (text.equalsIgnoreCase("now")) {
            return LocalDateTime.now(ZoneOffset.UTC);
        }
        if (text.matches("\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?")) {
            return LocalDate.of(2000, 1, 1).atTime(LocalTime.parse(text));
        }
        if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
            return LocalDate.parse(text).atStartOfDay();
        }
        String iso = text.replaceFirst(" ", "T");
        return iso.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                ? OffsetDateTime.parse(iso)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDateTime()
                : LocalDateTime.parse(iso);
    }

    private static LocalDateTime modified(LocalDateTime time, String modifier) {
        switch (modifier) {
            case "start of day" -> {
                return time.truncatedTo(ChronoUnit.DAYS);
            }
            case "start of month" -> {
                return time.withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS);
            }
            case "start of year" -> {
                return time.withDayOfYear(1).truncatedTo(ChronoUnit.DAYS);
            }
            case "utc", "localtime" -> {
                return time;
            }
            default -> {
                return shifted(time, modifier);
            }
        }
    }

    private static LocalDateTime shifted(LocalDateTime time, String modifier) {
        if (modifier.matches("weekday [0-6]")) {
            int day = modifier.charAt(modifier.length() - 1) - '0';
            return time.with(TemporalAdjusters.nextOrSame(DayOfWeek.of(day == 0 ? 7 : day)));
        }
        Matcher matcher = SHIFT.matcher(modifier);
        if (!matcher.matches()) {
            return null;
        }
        double amount = Double.parseDouble(matcher.group(1));
        return switch (matcher.group(2)) {
            case "second" -> time.plusNanos(Math.round(amount * 1e9));
            case "minute" -> time.plusNanos(Math.round(amount * 60e9));
            case "hour" -> time.plusSeconds(Math.round(amount * 3600));
            case "day" -> time.plusSeconds(Math.round(amount * SECONDS_OF_DAY));
            case "month" -> time.plusMonths((long) amount);
            default -> time.plusYears((long) amount);
        };
    }
}
