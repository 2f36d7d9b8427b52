/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.PojoCodec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputTest {
    private static final String ANSWER =
            "{\"E\":[{\"B\":true,\"A\":1.5,\"L\":[\"x\",\"y\"]},{\"A\":null,\"L\":[]}],\"N\":\"n\"}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "E[].A~1.5",
                "N~n",
                "E[].L[]~x^y",
                "E[?A==`1.5`].[A,B]~1.5^True",
                "E[].[A,B]~1.5^True;None^None",
                "E[]~1.5^True;L^x;L^y;None^",
                "@~n;E^1.5^True;L^x;L^y;E^None^",
                "missing~None",
                "length(E)~2",
            })
    void textHasTabsAndNamesAsTheCliWritesThem(String query, String expected) {
        String text = Output.TEXT.of(Query.of(query).apply(PojoCodec.parse(ANSWER)));
        assertThat(text).isEqualTo(expected.replace('^', '\t').replace(';', '\n'));
    }

    @Test
    void jsonIsIndentedAndWithoutExponents() {
        assertThat(Output.JSON.of(PojoCodec.parse("{\"a\":[1700000000.000],\"b\":{}}")))
                .isEqualTo("{\n    \"a\": [\n        1700000000\n    ],\n    \"b\": {}\n}");
    }

    @Test
    void aTableHasAColumnPerMember() {
        assertThat(Output.TABLE.of(PojoCodec.parse("{\"E\":[{\"A\":\"aa\",\"B\":1},{\"A\":\"b\"}]}")))
                .isEqualTo(
                        """
                        E
                        +----+---+
                        | A  | B |
                        +----+---+
                        | aa | 1 |
                        | b  |   |
                        +----+---+""");
    }

    @Test
    void aQueryOverTheWrongTypeIsExplained() {
        assertThatThrownBy(() -> Query.of("abs(N)").apply(PojoCodec.parse(ANSWER)))
                .isInstanceOf(CrosscurrentException.class)
                .hasMessageContaining("abs(N)");
    }

    private static void waitFor(String waiter, Duration limit, String... states) {
        Deque<String> left = new ArrayDeque<>(List.of(states));
        Waiter.named("dms", waiter)
                .until(
                        () -> {
                            ObjectNode answer = PojoCodec.object();
                            String state = left.size() > 1 ? left.pop() : left.peek();
                            answer.putArray("ReplicationTasks").addObject().put("Status", state);
                            return answer;
                        },
                        StopSignal.NEVER,
                        limit,
                        Duration.ofMillis(1));
    }

    @Test
    void waitingEndsWithSuccessFailureOrTime() {
        Duration limit = Duration.ofMinutes(1);
        waitFor("replication-task-running", limit, "starting", "starting", "running");
        assertThatThrownBy(() -> waitFor("replication-task-running", limit, "starting", "failed"))
                .hasMessageContaining("replication-task-running cannot be reached any more: the state is failed");
        assertThatThrownBy(() -> waitFor("replication-task-running", Duration.ZERO, "starting"))
                .hasMessageContaining("[starting]");
    }
}
