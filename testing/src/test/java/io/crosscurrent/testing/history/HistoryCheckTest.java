/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryCheckTest {
    private static final List<RowEvent> HISTORY =
            events("insert 1", "update 2", "update 3", "delete 3", "insert 4", "update 5");

    @Test
    void acceptsALoadOfAnyStateFollowedByTheLaterChanges() {
        assertThat(check("load 2", "update 3", "delete 3", "insert 4", "update 5"))
                .isEmpty();
        assertThat(check("load 5")).isEmpty();
        assertThat(check("insert 4", "update 5")).isEmpty();
    }

    @Test
    void acceptsSilenceAboutARowThatWasGoneBeforeTheLoad() {
        assertThat(new HistoryCheck().anomalies(Map.of("1", events("insert 1", "delete 1"))))
                .isEmpty();
    }

    @Test
    void namesALostRow() {
        assertThat(new HistoryCheck().anomalies(Map.of("1", HISTORY)))
                .singleElement()
                .extracting(Anomaly::kind)
                .isEqualTo(Anomaly.Kind.LOST_ROW);
    }

    @Test
    void namesALostChange() {
        assertThat(check("load 2", "delete 3", "insert 4", "update 5")).containsExactly(Anomaly.Kind.LOST_CHANGE);
        assertThat(check("load 2", "update 3")).containsExactly(Anomaly.Kind.LOST_CHANGE);
    }

    @Test
    void namesADuplicate() {
        assertThat(check("load 2", "update 3", "update 3", "delete 3", "insert 4", "update 5"))
                .containsExactly(Anomaly.Kind.DUPLICATE);
        assertThat(check("load 2", "load 3", "delete 3", "insert 4", "update 5"))
                .containsExactly(Anomaly.Kind.DUPLICATE);
    }

    @Test
    void namesStatesOutOfOrder() {
        assertThat(check("load 2", "delete 3", "update 3", "insert 4", "update 5"))
                .containsExactly(Anomaly.Kind.OUT_OF_ORDER);
    }

    @Test
    void namesAChangeWithoutItsLoad() {
        assertThat(check("update 3", "delete 3", "insert 4", "update 5"))
                .containsExactly(Anomaly.Kind.CHANGE_WITHOUT_LOAD);
    }

    @Test
    void namesAStaleLoadAndAnInventedEvent() {
        assertThat(check("load 9")).containsExactly(Anomaly.Kind.STALE_LOAD);
        assertThat(check("load 5", "update 6")).containsExactly(Anomaly.Kind.INVENTED);
        assertThat(check("update 99")).containsExactly(Anomaly.Kind.INVENTED);
    }

    private static List<Anomaly.Kind> check(String... seen) {
        HistoryCheck check = new HistoryCheck();
        events(seen).forEach(event -> check.observe("1", event));
        return check.anomalies(Map.of("1", HISTORY)).stream().map(Anomaly::kind).toList();
    }

    private static List<RowEvent> events(String... texts) {
        return java.util.Arrays.stream(texts)
                .map(text -> text.split(" "))
                .map(parts -> new RowEvent(parts[0], Long.parseLong(parts[1])))
                .toList();
    }
}
