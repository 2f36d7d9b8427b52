/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressLinesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{} | \"\"",
                "{'phase': 'stream', 'lagSeconds': 0, 'lagBytes': 0} | \"0.0 s, 0 bytes of the log\"",
                "{'phase': 'stream', 'lagSeconds': 0.44, 'lagBytes': 12500} | \"0.4 s, 12.5 kB of the log\"",
                "{'phase': 'stream', 'lagSeconds': 90, 'lagBytes': 1234567890} | \"90.0 s, 1,234.6 MB of the log\"",
                "{'phase': 'stream', 'lagSeconds': 3} | 3.0 s",
            })
    void theLagIsToldInSecondsAndBytes(String progress, String line) throws JsonProcessingException {
        assertThat(ProgressLines.lag(json(progress))).isEqualTo(line);
    }

    @Test
    void aSilentTaskIsToldOf() throws JsonProcessingException {
        assertThat(ProgressLines.lag(json("{'phase': 'stream', 'lagSeconds': 300, 'silent': true}")))
                .startsWith("300.0 s, and nothing was heard");
    }

    @Test
    void stagesWithoutTransactionsAreLeftOut() throws JsonProcessingException {
        JsonNode progress = json("{'stages': [{'stage': 'commit-to-read', 'transactions': 0},"
                + " {'stage': 'encoded-to-committed', 'transactions': 3, 'meanMillis': 8.04, 'p99Millis': 16.384}]}");
        assertThat(ProgressLines.stages(progress)).containsExactly("encoded-to-committed 8.0 ms, 99 % within 16.4 ms");
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
