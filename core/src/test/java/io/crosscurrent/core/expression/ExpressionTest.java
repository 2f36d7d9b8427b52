/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions and what they yield, as SQLite answers them. */
class ExpressionTest {
    private static final List<String> COLUMNS = List.of("id", "name", "price", "note", "day");
    private static final Object[] VALUES = {7L, "Ann Lee", new BigDecimal("12.50"), null, "2026-01-31T12:30:45Z"};

    private static final ExpressionRow ROW = new ExpressionRow() {
        @Override
        public Object column(int index) {
            return VALUES[index];
        }

        @Override
        public String operation() {
            return "UPDATE";
        }

        @Override
        public String streamPosition() {
            return "mysql-bin.000001:4";
        }

        @Override
        public long commitMicros() {
            return 1_769_862_645_123_456L;
        }

        @Override
        public long recordId() {
            return 3;
        }

        @Override
        public boolean loaded() {
            return false;
        }
    };

    private static Object evaluate(String text) {
        return Expression.compile(
                        text,
                        new Expression.Names("salesdb", "orders", COLUMNS::indexOf, index -> index == 0 || index == 2))
                .value(ROW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            textBlock =
                    """
                    1 + 2 * 3                              ¦ 7
                    (1 + 2) * 3                            ¦ 9
                    7 / 2                                  ¦ 3
                    7 / 2.0                                ¦ 3.5
                    7 % 4                                  ¦ 3
                    7 / 0                                  ¦ NULL
                    -$id                                   ¦ -7
                    9223372036854775807 + 1                ¦ 9223372036854775808
                    $price * 2                             ¦ 25.00
                    'a' || 'b' || 1                        ¦ ab1
                    'it''s'                                ¦ it's
                    "text"                                 ¦ text
                    $name || $note                         ¦ NULL
                    $id = '7'                              ¦ 1
                    $name = 7                              ¦ 0
                    '7' = 7                                ¦ 0
                    1 < 'a'                                ¦ 1
                    NULL = NULL                            ¦ NULL
                    $note IS NULL                          ¦ 1
                    $note IS NOT NULL                      ¦ 0
                    $note NOT NULL                         ¦ 0
                    NOT NULL                               ¦ NULL
                    1 AND NULL                             ¦ NULL
                    0 AND NULL                             ¦ 0
                    1 OR NULL                              ¦ 1
                    $name LIKE 'ann%'                      ¦ 1
                    $name NOT LIKE '_nn Lee'               ¦ 0
                    'a%b' LIKE 'a!%b' ESCAPE '!'           ¦ 1
                    $id IN (1, 7)                          ¦ 1
                    $id NOT IN (1, 2)                      ¦ 1
                    $id IN (1, NULL)                       ¦ NULL
                    $id BETWEEN 5 AND 7                    ¦ 1
                    $id NOT BETWEEN 5 AND 7                ¦ 0
                    CASE WHEN $id > 5 THEN 'big' ELSE 'small' END ¦ big
                    CASE $id WHEN 1 THEN 'one' WHEN 7 THEN 'seven' END ¦ seven
                    CASE $id WHEN 1 THEN 'one' END         ¦ NULL
                    CAST('12abc' AS INTEGER)               ¦ 12
                    CAST($id AS TEXT) || 'x'               ¦ 7x
                    lower('ÄBC')                           ¦ äbc
                    upper($name)                           ¦ ANN LEE
                    length($name)                          ¦ 7
                    ltrim('  x ')                          ¦ `x `
                    rtrim('xyy', 'y')                      ¦ x
                    trim('-x-', '-')                       ¦ x
                    replace($name, 'Ann', 'Bob')           ¦ Bob Lee
                    replaceChars("abcde","abcd","123")     ¦ 1231e
                    substr('abcdef', 2, 3)                 ¦ bcd
                    substr('abcdef', -2)                   ¦ ef
                    substr('abcdef', 3, -2)                ¦ ab
                    substr('abcdef', 0, 3)                 ¦ ab
                    instr('abc', 'c')                      ¦ 3
                    hex('Ab')                              ¦ 4162
                    hex(zeroblob(2))                       ¦ 0000
                    length(randomblob(5))                  ¦ 5
                    x'4142' || ''                          ¦ AB
                    abs(-3)                                ¦ 3
                    round(2.567, 2)                        ¦ 2.57
                    round($price)                          ¦ 13
                    max(1, 3, 2)                           ¦ 3
                    min('b', 'a')                          ¦ a
                    coalesce($note, $name)                 ¦ Ann Lee
                    ifnull($note, 'none')                  ¦ none
                    nullif($id, 7)                         ¦ NULL
                    typeof($price)                         ¦ real
                    date($day)                             ¦ 2026-01-31
                    time($day)                             ¦ 12:30:45
                    datetime($day, '+1 day', 'start of day') ¦ 2026-02-01 00:00:00
                    date('2026-01-31', '+1 month')         ¦ 2026-02-28
                    date('2026-01-31', 'weekday 0')        ¦ 2026-02-01
                    date(0, 'unixepoch')                   ¦ 1970-01-01
                    date('never')                          ¦ NULL
                    julianday('2000-01-01')                ¦ 2451544.5
                    strftime('%Y/%m/%d %H:%M:%S %j %w %s%%', $day) ¦ 2026/01/31 12:30:45 031 6 1769862645%
                    hash_sha256('abc')                     ¦ BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD
                    operation_indicator('D', 'U', 'I')     ¦ U
                    $AR_M_SOURCE_SCHEMA || '.' || $AR_M_SOURCE_TABLE_NAME ¦ salesdb.orders
                    $AR_H_OPERATION                        ¦ UPDATE
                    $AR_H_STREAM_POSITION                  ¦ mysql-bin.000001:4
                    $AR_H_COMMIT_TIMESTAMP                 ¦ 2026-01-31 12:30:45.123456
                    $AR_H_USER                             ¦ ``
                    $AR_H_CHANGE_SEQ                       ¦ 20260131123045120000000000000000003
                    """)
    void yields(String text, String expected) {
        Object value = evaluate(text);
        assertThat(value == null ? "NULL" : Values.text(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            textBlock =
                    """
                    $nix              ¦ there is no column "nix", at character 5
                    nope(1)           ¦ there is no function nope
                    substr('a')       ¦ substr takes 2 to 3 arguments, not 1
                    1 +               ¦ a value is missing
                    (1                ¦ ")" is missing
                    1 2               ¦ something follows that does not belong there, at character 3
                    name              ¦ columns are written $name
                    CASE 1 END        ¦ CASE needs WHEN
                    CAST(1 AS money)  ¦ CAST knows INTEGER
                    """)
    void isRefused(String text, String message) {
        assertThatThrownBy(() -> evaluate(text)).hasMessageContaining(message);
    }
}
