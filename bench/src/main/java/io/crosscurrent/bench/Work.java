/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** One workload: its turns, known before anything runs, and the servers they need, which only {@link #open} starts. */
interface Work extends AutoCloseable {
    Workload workload();

    /** In the order in which they are taken; their names differ. */
    List<Turn> turns();

    void open() throws IOException, InterruptedException, SQLException;

    @Override
    void close();

    /**
     * Something that is measured.
     *
     * @param name contestant or limit in its first word, then the variant
     */
    record Turn(String name, Body body) {}

    /** Measures once; only between {@link #open} and {@link #close}. */
    interface Body {
        Map<Figure, Double> measure(int run) throws IOException, InterruptedException, SQLException;
    }
}
