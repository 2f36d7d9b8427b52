/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskSettingsTest {
    @Test
    void whatIsGivenCountsOverTheDefaults() {
        ObjectNode merged = TaskSettings.merge(
                null,
                "{\"TargetMetadata\": {\"LobMaxSize\": 64}, \"BeforeImageSettings\": {\"EnableBeforeImage\": true,"
                        + " \"FieldName\": \"before\"}, \"Logging\": {\"LogConfiguration\": {\"TraceOnErrorMb\": 1}}}");
        assertThat(merged.at("/TargetMetadata/LobMaxSize").asInt()).isEqualTo(64);
        assertThat(merged.at("/TargetMetadata/LimitedSizeLobMode").asBoolean()).isTrue();
        assertThat(merged.at("/BeforeImageSettings/ColumnFilter").asText()).isEqualTo("pk-only");
        assertThat(merged.at("/Logging/LogConfiguration/EnableTraceOnError").asBoolean())
                .isFalse();
        assertThat(merged.path("TTSettings").isNull()).isTrue();
    }

    @Test
    void theAnswerOfADescribeCallIsAcceptedAgain() {
        ObjectNode first = TaskSettings.merge(null, "{\"FullLoadSettings\": {\"CommitRate\": 5000}}");
        assertThat(TaskSettings.merge(null, first.toString())).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1] | the document is not a JSON object",
                "{\"Unknown\": {}} | Unknown is not a known group",
                "{\"FullLoadSettings\": {\"MaxFullLoadSubTasks\": 50}} | FullLoadSettings.MaxFullLoadSubTasks is 50",
                "{\"FullLoadSettings\": {\"MaxFullLoadSubTasks\": \"8\"}} | FullLoadSettings.MaxFullLoadSubTasks is \"8\" but must be a whole number from 1 to 49",
                "{\"FullLoadSettings\": {\"MaxFullLoadSubtasks\": 8}} | Is FullLoadSettings.MaxFullLoadSubTasks meant?",
                "{\"FulLoadSettings\": {}} | FulLoadSettings is not a known group. Is FullLoadSettings meant?",
                "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"X\"}} | FullLoadSettings.TargetTablePrepMode",
                "{\"BeforeImageSettings\": {\"EnableBeforeImage\": true}} | BeforeImageSettings.FieldName must be given",
                "{\"ValidationSettings\": {\"EnableValidation\": true}} | ValidationSettings.EnableValidation"
            })
    void mistakesAreNamedWithTheirPath(String given, String message) {
        assertThatThrownBy(() -> TaskSettings.merge(null, given))
                .hasMessageStartingWith("Invalid task settings JSON: ")
                .hasMessageContaining(message);
    }
}
