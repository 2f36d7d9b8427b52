/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.contestant;

import java.io.IOException;

/** A product that brings changes and rows from MySQL to Kafka. */
public interface Contestant {
    /** As on the command line; one word. */
    String name();

    /** Product, version and what was set beyond its defaults; one sentence for the report. */
    String description() throws IOException, InterruptedException;

    /** How its records are to be read. */
    RecordShape shape();

    /** Gets everything up that can be up before the work is known. */
    Running prepare(Assignment assignment) throws IOException, InterruptedException;

    /** A contestant in its process. */
    interface Running extends AutoCloseable {
        /** Tells it to work: the clock starts here. */
        void begin() throws IOException, InterruptedException;

        /** Its process; 0 while there is none. */
        long pid();

        /** @throws IllegalStateException when it has failed */
        void check() throws IOException, InterruptedException;

        @Override
        void close();
    }

    /** One that can stop its work and take it up again, in the same process. */
    interface Restarting extends Running {
        /** Returns when the work has stopped. */
        void stop() throws IOException, InterruptedException;

        void resume() throws IOException, InterruptedException;

        /** @throws IllegalStateException when {@code running} is none */
        static Restarting of(Contestant contestant, Running running) {
            if (running instanceof Restarting restarting) {
                return restarting;
            }
            throw new IllegalStateException(contestant.name() + " cannot be stopped and resumed");
        }
    }
}
