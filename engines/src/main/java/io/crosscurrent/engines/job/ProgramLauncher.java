/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.job;

import java.util.List;

/** Has a program's main method run somewhere. Called by several threads. */
interface ProgramLauncher {
    /** @return ids of the jobs it started, at least one; fails as {@link JobCluster#run} says */
    List<String> launch(Program program);

    /** A job has ended: nobody waits for its main method any more. */
    default void ended(String job) {}
}
