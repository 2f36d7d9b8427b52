/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BinlogPositionTest {
    @Test
    void readsFileAndOffset() {
        assertThat(BinlogPosition.parse("mysql-bin.000003:420"))
                .isEqualTo(new BinlogPosition("", "mysql-bin.000003", 420, null));
    }

    @Test
    void goesOnBehindTheTransactionOfACheckpointAtItsCommit() {
        assertThat(BinlogPosition.parse("checkpoint:V1#27#mysql-bin-changelog.157832:1975:-1:2002:677883278264080"
                        + ":mysql-bin-changelog.157832:1876#0#0#*#0#93"))
                .isEqualTo(new BinlogPosition("", "mysql-bin-changelog.157832", 2002, null));
    }

    @Test
    void beginsAgainWithTheTransactionOfAPositionInsideIt() {
        assertThat(BinlogPosition.parse("mysql-bin-changelog.002171:36912271:0:36912333:9324410911751"
                        + ":mysql-bin-changelog.002171:36912209"))
                .isEqualTo(new BinlogPosition("", "mysql-bin-changelog.002171", 36912135, null));
    }

    @Test
    void itsOwnCheckpointLeadsBackToIt() {
        BinlogPosition here = new BinlogPosition("", "binlog.000012", 9000, null);
        assertThat(BinlogPosition.parse(here.checkpoint(BinlogPosition.transactionId("binlog.000012", 8000))))
                .isEqualTo(here);
    }

    @Test
    void packsFileNumberAndOffsetIntoTransactionIds() {
        assertThat(BinlogPosition.transactionId("mysql-bin-changelog.002171", 36912135))
                .isEqualTo(9324410911751L);
    }

    @Test
    void survivesAStateMap() {
        BinlogPosition here =
                new BinlogPosition("uuid", "binlog.000012", 9000, "3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5");
        Map<String, Object> values = new HashMap<>();
        here.into(values);
        assertThat(BinlogPosition.of(values)).isEqualTo(here);
    }

    @Test
    void ordersFilesByNumberNotByText() {
        assertThat(new BinlogPosition("", "binlog.1000000", 4, null))
                .isGreaterThan(new BinlogPosition("", "binlog.999999", 900, null));
    }

    @Test
    void refusesOtherTexts() {
        assertThatThrownBy(() -> BinlogPosition.parse("yesterday"))
                .isInstanceOf(CrosscurrentException.class)
                .hasMessageContaining("yesterday");
    }
}
