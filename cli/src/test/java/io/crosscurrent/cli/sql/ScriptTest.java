/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScriptTest {
    @Test
    void semicolonsInQuotesAndCommentsDoNotSplit() {
        assertThat(Script.statements("SELECT ';', `a;b` -- not; here\n FROM t; /* nor; here */ SHOW TABLES;\n"))
                .containsExactly("SELECT ';', `a;b` -- not; here\n FROM t", "/* nor; here */ SHOW TABLES");
    }

    @Test
    void aQuoteThatIsNotClosedEndsWithTheScript() {
        assertThat(Script.statements("SELECT 'a; b")).containsExactly("SELECT 'a; b");
    }
}
