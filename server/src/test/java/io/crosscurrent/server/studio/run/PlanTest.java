/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.studio.note.Statements.Statement;
import io.crosscurrent.server.studio.result.LiveResult.Mode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
    private static Plan plan(String magic, String text) {
        return Plan.of(magic, text, Map.of("p", "v"), "studio/note/cell");
    }

    private static List<String> sql(Plan plan) {
        return plan.statements().stream().map(Statement::sql).toList();
    }

    @Test
    void localPropertiesSayHowACellRuns() {
        // When
        Plan plan = plan(
                "%flink.ssql(type=append, parallelism=2, maxParallelism=8, jobName=mine, execution.savepoint.path=/s)",
                "SELECT '${p}'; SHOW TABLES");
        // Then
        assertThat(sql(plan)).containsExactly("SELECT 'v'", "SHOW TABLES");
        assertThat(plan.properties().mode()).isEqualTo(Mode.APPEND);
        assertThat(plan.properties().options())
                .isEqualTo(Map.of(
                        "pipeline.name", "mine",
                        "execution.runtime-mode", "streaming",
                        "parallelism.default", "2",
                        "pipeline.max-parallelism", "8",
                        "execution.state-recovery.path", "/s"));
    }

    @Test
    void theOtherPropertiesMeanWhatTheyMeanInZeppelin() {
        LocalProperties single = plan("%flink.ssql(type=single, refreshInterval=2000, template=<b>{0}</b>)", "SELECT 1")
                .properties();
        assertThat(single.mode()).isEqualTo(Mode.SINGLE);
        assertThat(single.refreshMs()).isEqualTo(2000);
        assertThat(single.template()).isEqualTo("<b>{0}</b>");
        LocalProperties append = plan("%flink.ssql(type=append, threshold=60000, refreshInterval=5)", "SELECT 1")
                .properties();
        assertThat(append.thresholdMs()).isEqualTo(60_000);
        assertThat(append.refreshMs()).isEqualTo(100);
        LocalProperties job = plan(
                        "%flink.ssql(savepointDir=/s, resumeFromSavepoint=true, runAsOne)", "INSERT INTO a SELECT 1")
                .properties();
        assertThat(job.savepointDirectory()).isEqualTo("/s");
        assertThat(job.resume()).isEqualTo(LocalProperties.Resume.SAVEPOINT);
        assertThat(job.runAsOne()).isTrue();
        assertThat(plan("%flink.ssql(resumeFromLatestCheckpoint=true)", "")
                        .properties()
                        .resume())
                .isEqualTo(LocalProperties.Resume.CHECKPOINT);
    }

    @Test
    void aMagicInTheTextWinsAndPlacesStay() {
        Plan plan = plan("%flink.ssql(type=append)", "%flink.bsql(type=single)\n  SELECT '${p}'");
        assertThat(sql(plan)).containsExactly("SELECT 'v'");
        assertThat(plan.statements().get(0).line()).isEqualTo(2);
        assertThat(plan.statements().get(0).column()).isEqualTo(3);
        assertThat(plan.batch()).isTrue();
        assertThat(plan.properties().mode()).isEqualTo(Mode.SINGLE);
    }

    @Test
    void whatHasNoEffectIsSaid() {
        assertThat(plan("%flink.ssql(threshold=1, template=x, colour=red)", "SELECT 1")
                        .notices())
                .hasSize(3)
                .anySatisfy(each -> assertThat(each).contains("colour", "no effect"))
                .anySatisfy(each -> assertThat(each).contains("threshold", "type=append"))
                .anySatisfy(each -> assertThat(each).contains("template", "type=single"));
        assertThat(plan("%flink.ssql(resumeFromSavepoint=true)", "SELECT 1").notices())
                .singleElement()
                .asString()
                .contains("begin anew");
        assertThat(plan("%flink.ssql(resumeFromSavepoint=true)", "INSERT INTO a SELECT 1")
                        .notices())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"type=table", "parallelism=two", "parallelism=0", "threshold=-1", "runAsOne=yes"})
    void aPropertyThatCannotBeReadIsNamed(String property) {
        assertThatThrownBy(() -> plan("%flink.ssql(" + property + ")", "SELECT 1"))
                .isInstanceOfSatisfying(CrosscurrentException.class, failure -> assertThat(failure.code())
                        .isEqualTo("studio.property_malformed"))
                .hasMessageContaining(property.substring(0, property.indexOf('=')));
    }

    @Test
    void withoutPropertiesTheNameIsThatOfTheCell() {
        assertThat(plan("", "SELECT 1").properties().options())
                .isEqualTo(Map.of("pipeline.name", "studio/note/cell", "execution.runtime-mode", "streaming"));
        assertThat(plan("%flink.bsql", "SELECT 1").properties().options())
                .containsEntry("execution.runtime-mode", "batch");
    }

    @Test
    void onlyAStreamingQueryDoesNotWaitForCheckpoints() {
        String option = "execution.checkpointing.mode";
        Plan plan = plan("%flink.ssql", "SELECT 1; INSERT INTO a SELECT 1");
        assertThat(plan.options(plan.statements().get(0))).containsEntry(option, "AT_LEAST_ONCE");
        assertThat(plan.options(plan.statements().get(1))).doesNotContainKey(option);
        Plan batch = plan("%flink.bsql", "SELECT 1");
        assertThat(batch.options(batch.statements().get(0))).doesNotContainKey(option);
    }

    @Test
    void aJobThatEndsIsWaitedFor() {
        String text = "INSERT INTO a SELECT 1; SELECT 1";
        Plan batch = plan("%flink.bsql", text);
        assertThat(batch.options(batch.statements().get(0))).containsEntry("table.dml-sync", "true");
        assertThat(batch.options(batch.statements().get(1))).doesNotContainKey("table.dml-sync");
        Plan endless = plan("%flink.ssql", text);
        assertThat(endless.options(endless.statements().get(0))).doesNotContainKey("table.dml-sync");
    }

    @Test
    void insertsCanRunAsOne() {
        String text = "CREATE TABLE a (b INT); INSERT INTO a SELECT 1;\nINSERT INTO a SELECT 2";
        assertThat(sql(plan("%flink.ssql", text))).hasSize(3);
        assertThat(sql(plan("%flink.ssql(runAsOne=true)", text)))
                .containsExactly(
                        "CREATE TABLE a (b INT)",
                        "EXECUTE STATEMENT SET BEGIN\nINSERT INTO a SELECT 1;\nINSERT INTO a SELECT 2;\nEND");
        assertThat(sql(plan("%flink.ssql(runAsOne=true)", "INSERT INTO a SELECT 1")))
                .containsExactly("INSERT INTO a SELECT 1");
    }

    @Test
    void linesOfConfigurationAreOptionsOfTheSession() {
        assertThat(sql(plan("%flink.conf", "# why\n\nexecution.x  10 s\na.b=it's\nalone\n")))
                .containsExactly("SET 'execution.x' = '10 s'", "SET 'a.b' = 'it''s'", "SET 'alone' = ''");
    }

    @Test
    void aBrokenMagicIsTold() {
        assertThatThrownBy(() -> plan("%flink.ssql(type=update", "SELECT 1"))
                .isInstanceOfSatisfying(CrosscurrentException.class, failure -> assertThat(failure.code())
                        .isEqualTo("studio.magic_malformed"));
    }

    @Test
    void aProblemIsShownWhereItStandsInTheCell() {
        assertThatThrownBy(() -> Plan.of("", "SELECT '${p}',\n ${p}, 'x", Map.of("p", "a\nlong value"), "j"))
                .isInstanceOfSatisfying(PlacedFailure.class, failure -> {
                    assertThat(failure.line).isEqualTo(2);
                    assertThat(failure.column).isEqualTo(8);
                });
    }
}
