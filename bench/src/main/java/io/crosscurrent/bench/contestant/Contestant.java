/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.contestant;

import io.crosscurrent.bench.Workload;
import java.io.IOException;

/** A product that brings changes and rows from MySQL to Kafka. */
public interface Contestant {
    /** As on the command line. */
    String name();

    /** Product, version and what was set beyond its defaults; one sentence for the report. */
    String description() throws IOException, InterruptedException;

    /** How its records are to be read. */
    RecordShape shape();

    default boolean takes(Workload workload) {
        return true;
    }

    /** Gets everything up that can be up before the work is known. */
    Running prepare(Assignment assignment) throws IOException, InterruptedException;

    /** A contestant in its process. */
    interface Running extends AutoCloseable {
        /** Tells it to work: the clock starts here. */
        void begin() throws IOException, InterruptedException;

        /** Its process; only after {@link #begin}. */
        long pid();

        /** @throws IllegalStateException when it has failed */
        void check() throws IOException, InterruptedException;

        @Override
        void close();
    }
}
