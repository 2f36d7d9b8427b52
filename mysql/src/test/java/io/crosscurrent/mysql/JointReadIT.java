/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.crosscurrent.testing.MySqlDistribution;
import io.crosscurrent.testing.MySqlServer;
import org.junit.jupiter.api.Nested;

class JointReadIT {
    @Nested
    class OnMySql8033 extends JointReadContract {
        @Override
        MySqlServer start() {
            return MySqlServer.start(MySqlServer.Options.full()
                    .with("gtid_mode", "ON")
                    .with("binlog_row_metadata", "FULL")
                    .with("sync_binlog", "0"));
        }

        @Override
        boolean knows(ValueCase valueCase) {
            return true;
        }
    }

    @Nested
    class OnMySql8012 extends JointReadContract {
        @Override
        MySqlServer start() {
            return MySqlServer.start(MySqlServer.Options.small());
        }

        @Override
        boolean knows(ValueCase valueCase) {
            return valueCase.since() <= 12;
        }
    }

    @Nested
    class OnMariaDb extends JointReadContract {
        @Override
        MySqlServer start() {
            assumeTrue(
                    MySqlDistribution.MARIADB.available(),
                    "SKIPPED: MariaDB is not installed (Debian: apt-get install mariadb-server)");
            return MySqlServer.start(MySqlServer.Options.mariaDb());
        }

        @Override
        boolean knows(ValueCase valueCase) {
            return ValueCasesIT.isOfMariaDb(valueCase);
        }
    }
}
