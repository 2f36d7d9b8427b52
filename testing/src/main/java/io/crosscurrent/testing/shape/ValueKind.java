/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.shape;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Random;

/** Column types: how one is declared, values of it in SQL, and the way the server prints them. */
public enum ValueKind {
    TINYINT("tinyint", Print.PLAIN) {
        @Override
        String value(Random random) {
            return Integer.toString(random.nextInt(256) - 128);
        }
    },
    INT_UNSIGNED("int unsigned", Print.PLAIN) {
        @Override
        String value(Random random) {
            return Long.toString(random.nextInt() & 0xFFFFFFFFL);
        }
    },
    BIGINT("bigint", Print.PLAIN) {
        @Override
        String value(Random random) {
            return Long.toString(random.nextLong() >> random.nextInt(60));
        }
    },
    BIGINT_UNSIGNED("bigint unsigned", Print.PLAIN) {
        @Override
        String value(Random random) {
            return new BigInteger(random.nextInt(65), random).toString();
        }
    },
    DECIMAL("decimal(24,6)", Print.PLAIN) {
        @Override
        String value(Random random) {
            return new BigDecimal(new BigInteger(random.nextInt(79), random), 6)
                    .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1))
                    .toPlainString();
        }
    },
    FLOAT("float", Print.AS_DOUBLE) {
        @Override
        String value(Random random) {
            return Float.toString((random.nextFloat() - 0.5f) * (float) Math.pow(10, random.nextInt(12)));
        }
    },
    DOUBLE("double", Print.PLAIN) {
        @Override
        String value(Random random) {
            return Double.toString((random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(40) - 20));
        }
    },
    BIT("bit(1)", Print.AS_NUMBER) {
        @Override
        String value(Random random) {
            return "b'" + random.nextInt(2) + "'";
        }
    },
    BITS("bit(17)", Print.HEX) {
        @Override
        String value(Random random) {
            return "b'" + Integer.toBinaryString(random.nextInt(1 << 17)) + "'";
        }
    },
    YEAR("year", Print.PLAIN) {
        @Override
        String value(Random random) {
            return Integer.toString(1901 + random.nextInt(255));
        }
    },
    DATE("date", Print.PLAIN) {
        @Override
        String value(Random random) {
            return "'" + LocalDate.of(1000 + random.nextInt(8999), 1 + random.nextInt(12), 1 + random.nextInt(28))
                    + "'";
        }
    },
    TIME("time(3)", Print.PLAIN) {
        @Override
        String value(Random random) {
            return "'%s%02d:%02d:%02d.%03d'"
                    .formatted(
                            random.nextBoolean() ? "" : "-",
                            random.nextInt(838),
                            random.nextInt(60),
                            random.nextInt(60),
                            random.nextInt(1000));
        }
    },
    DATETIME("datetime(6)", Print.PLAIN) {
        @Override
        String value(Random random) {
            return moment(random, -30_000_000_000L, 250_000_000_000L, 6);
        }
    },
    TIMESTAMP("timestamp(3) null", Print.PLAIN) {
        @Override
        String value(Random random) {
            return moment(random, 1, 2_147_483_000L, 3);
        }
    },
    LATIN1("varchar(60) character set latin1", Print.TEXT) {
        @Override
        String value(Random random) {
            return quoted(random, "aZ09 \t\n\\\"'%_éüß¿", random.nextInt(60));
        }
    },
    UTF8("varchar(120) character set utf8mb4", Print.TEXT) {
        @Override
        String value(Random random) {
            return quoted(random, "aZ09 \t\r\n\0\\\"'éλ漢\u2028\uD83D\uDE00", random.nextInt(60));
        }
    },
    /** Mostly short, sometimes as long as many pages. */
    LONG_TEXT("mediumtext character set utf8mb4", Print.TEXT) {
        @Override
        String value(Random random) {
            int characters = random.nextInt(60) == 0 ? 20_000 + random.nextInt(20_000) : random.nextInt(40);
            return quoted(random, "abc \"λ漢", characters);
        }
    },
    ENUM("enum('new','in, work','','done')", Print.TEXT) {
        @Override
        String value(Random random) {
            return new String[] {"'new'", "'in, work'", "''", "'done'"}[random.nextInt(4)];
        }
    },
    SET("set('red','green','blue')", Print.TEXT) {
        @Override
        String value(Random random) {
            return Integer.toString(random.nextInt(8));
        }
    },
    JSON("json", Print.TEXT) {
        @Override
        String value(Random random) {
            return "'{\"n\": %d, \"d\": %d.5, \"s\": \"%s\", \"list\": [1, null, true], \"big\": %d}'"
                    .formatted(
                            random.nextInt(),
                            random.nextInt(1000),
                            "x".repeat(random.nextInt(30)),
                            random.nextLong() >> random.nextInt(40));
        }
    },
    VARBINARY("varbinary(80)", Print.HEX) {
        @Override
        String value(Random random) {
            return bytes(random, random.nextInt(80));
        }
    },
    FIXED_BINARY("binary(8)", Print.HEX) {
        @Override
        String value(Random random) {
            return bytes(random, random.nextInt(9));
        }
    },
    BLOB("mediumblob", Print.HEX) {
        @Override
        String value(Random random) {
            return bytes(random, random.nextInt(80) == 0 ? 20_000 : random.nextInt(60));
        }
    };

    /** Expressions by which the server itself makes text of a value, with nothing left to a driver. */
    private enum Print {
        PLAIN("cast(%s as char)"),
        AS_DOUBLE("cast(cast(%s as double) as char)"),
        AS_NUMBER("cast(%s + 0 as char)"),
        HEX("hex(%s)"),
        TEXT("hex(convert(%s using utf8mb4))");

        private final String sql;

        Print(String sql) {
            this.sql = sql;
        }
    }

    private final String type;
    private final Print print;

    ValueKind(String type, Print print) {
        this.type = type;
        this.print = print;
    }

    abstract String value(Random random);

    /** The type in SQL. */
    public String type() {
        return type;
    }

    /** A value in SQL, one in twelve NULL. */
    public String literal(Random random) {
        return random.nextInt(12) == 0 ? "null" : value(random);
    }

    /** An expression whose value is ASCII, or NULL for NULL. */
    public String printed(String column) {
        return print.sql.formatted("`" + column + "`");
    }

    /** The text of what {@link #printed} gave: binary values as upper-case hexadecimal digits. Null stays null. */
    public String text(String printed) {
        return printed != null && print == Print.TEXT
                ? new String(HexFormat.of().parseHex(printed), StandardCharsets.UTF_8)
                : printed;
    }

    private static String moment(Random random, long from, long seconds, int digits) {
        LocalDateTime moment =
                LocalDateTime.ofEpochSecond(from + (long) (random.nextDouble() * seconds), 0, ZoneOffset.UTC);
        int fraction = random.nextInt(digits == 6 ? 1_000_000 : 1000);
        return "'%s.%s'"
                .formatted(
                        moment.toLocalDate() + " "
                                + "%02d:%02d:%02d".formatted(moment.getHour(), moment.getMinute(), moment.getSecond()),
                        digits == 6 ? "%06d".formatted(fraction) : "%03d".formatted(fraction));
    }

    private static String bytes(Random random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return "x'" + HexFormat.of().formatHex(bytes) + "'";
    }

    private static String quoted(Random random, String alphabet, int characters) {
        int[] letters = alphabet.codePoints().toArray();
        StringBuilder sql = new StringBuilder("'");
        for (int i = 0; i < characters; i++) {
            int letter = letters[random.nextInt(letters.length)];
            switch (letter) {
                case '\\' -> sql.append("\\\\");
                case '\'' -> sql.append("\\'");
                case '\0' -> sql.append("\\0");
                default -> sql.appendCodePoint(letter);
            }
        }
        return sql.append("'").toString();
    }
}
