/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    @TempDir
    Path directory;

    private static Result rate(String name, int run, double rate) {
        return new Result(Workload.STREAM, name, run, 100, "c", "2026-11-24T00:00:00Z", Map.of(Figure.RATE, rate), "");
    }

    private Results open() throws IOException {
        return Results.open(directory.resolve("results.jsonl"));
    }

    @Test
    void aRunThatWasBrokenOffGoesOnWhereItEnded() throws IOException {
        open().add(rate("ours", 1, 5));
        Results again = open();
        assertThat(again.has(Workload.STREAM, "ours", 1, 100)).isTrue();
        assertThat(again.has(Workload.STREAM, "ours", 2, 100)).isFalse();
        assertThat(again.has(Workload.STREAM, "ours", 1, 200)).isFalse();
        assertThat(again.has(Workload.LOAD, "ours", 1, 100)).isFalse();
    }

    @Test
    void aTurnThatFailedIsTakenAgainAndReplaced() throws IOException {
        Results results = open();
        results.add(new Result(Workload.STREAM, "ours", 1, 100, "c", "2026-11-24T00:00:00Z", Map.of(), "broken"));
        assertThat(results.has(Workload.STREAM, "ours", 1, 100)).isFalse();
        results.add(rate("ours", 1, 5));
        assertThat(open().of(Workload.STREAM, 100)).singleElement().satisfies(result -> {
            assertThat(result.failed()).isFalse();
            assertThat(result.figure(Figure.RATE)).isEqualTo(5);
            assertThat(result.figure(Figure.P50)).isNaN();
        });
    }

    @Test
    void theMiddleOfTheTurnsCounts() throws IOException {
        Results results = open();
        results.add(rate("ours", 1, 9));
        results.add(rate("ours", 2, 1));
        assertThat(results.median(Workload.STREAM, 100, "ours", Figure.RATE)).isEqualTo(5);
        results.add(rate("ours", 3, 4));
        assertThat(results.median(Workload.STREAM, 100, "ours", Figure.RATE)).isEqualTo(4);
        assertThat(results.median(Workload.STREAM, 100, "theirs", Figure.RATE)).isNaN();
    }

    @Test
    void aContestantIsForgottenWithItsVariantsInTheWorksNamed() throws IOException {
        Results results = open();
        results.add(rate("ours", 1, 9));
        results.add(rate("ours zstd", 1, 9));
        results.add(rate("theirs", 1, 9));
        results.forget(Set.of(Workload.LOAD), Set.of("ours"));
        assertThat(open().of(Workload.STREAM, 100)).hasSize(3);
        results.forget(Set.of(Workload.STREAM), Set.of("ours"));
        assertThat(open().of(Workload.STREAM, 100)).extracting(Result::name).containsExactly("theirs");
    }
}
