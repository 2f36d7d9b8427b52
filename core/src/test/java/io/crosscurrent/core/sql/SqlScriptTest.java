/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlScriptTest {
    @Test
    void semicolonsInQuotesAndCommentsDoNotSplit() {
        assertThat(SqlScript.statements("SELECT ';', `a;b` -- not; here\n FROM t; /* nor; here */ SHOW TABLES;\n"))
                .containsExactly("SELECT ';', `a;b` -- not; here\n FROM t", "/* nor; here */ SHOW TABLES");
    }

    @Test
    void aQuoteThatIsNotClosedEndsWithTheScript() {
        assertThat(SqlScript.statements("SELECT 'a; b")).containsExactly("SELECT 'a; b");
    }
}
