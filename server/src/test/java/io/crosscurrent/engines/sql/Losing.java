/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.sql;

/** Takes parts of an embedded Flink away, as a crash would. */
public final class Losing {
    private Losing() {}

    /** Ends every TaskManager that ever was; those that are gone count on. */
    public static void taskManagers(EmbeddedFlink flink) {
        for (int i = 0; i < 100; i++) {
            try {
                FlinkCluster.await(flink.miniCluster().miniCluster().terminateTaskManager(i));
            } catch (IndexOutOfBoundsException noMore) {
                return;
            }
        }
    }
}
