/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.contestant;

import io.crosscurrent.bench.process.JavaProcess;
import java.io.IOException;

/** A contestant whose work begins with its process and ends with it. */
abstract class OwnProcess implements Contestant.Running {
    private JavaProcess process;

    /** Starts the process. */
    abstract JavaProcess launch() throws IOException, InterruptedException;

    @Override
    public void begin() throws IOException, InterruptedException {
        process = launch();
    }

    @Override
    public long pid() {
        return process == null ? 0 : process.pid();
    }

    @Override
    public void check() {
        process.check();
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
