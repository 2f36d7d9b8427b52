/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.engines.sql.SqlEngine.Job;
import io.crosscurrent.server.studio.note.Statements;
import io.crosscurrent.server.studio.note.Statements.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobNamesTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final List<Job> JOBS = List.of(
            new Job(ID, "it's mine", "RUNNING", 1),
            new Job("1" + ID.substring(1), "it's mine", "FINISHED", 2),
            new Job("2" + ID.substring(1), "other", "RUNNING", 3));

    private static List<String> resolved(String text) {
        Statement statement = Statements.of(text).statements().get(0);
        return JobNames.resolved(statement, () -> JOBS).stream()
                .map(Statement::sql)
                .toList();
    }

    @Test
    void aNameBecomesTheIdOfTheJobThatRunsUnderIt() {
        assertThat(resolved("stop job 'it''s mine' WITH SAVEPOINT"))
                .containsExactly("stop job '" + ID + "' WITH SAVEPOINT");
    }

    @Test
    void anIdAndEveryOtherStatementStayAsTheyAre() {
        String byId = "STOP JOB '" + ID.replace('0', '9') + "'";
        assertThat(resolved(byId)).containsExactly(byId);
        assertThat(resolved("SELECT 'STOP JOB'")).containsExactly("SELECT 'STOP JOB'");
    }

    @Test
    void aNameThatNobodyHasIsTold() {
        assertThatThrownBy(() -> resolved("\n STOP JOB 'nobody'"))
                .isInstanceOfSatisfying(PlacedFailure.class, failure -> {
                    assertThat(failure).hasMessageContaining("nobody");
                    assertThat(failure.line).isEqualTo(2);
                    assertThat(failure.column).isEqualTo(2);
                });
    }
}
