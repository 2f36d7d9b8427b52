/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing;

import java.io.IOException;

/** The process that started this one, seen from a child with its standard input on a pipe. */
public final class ParentProcess {
    private ParentProcess() {}

    /** Ends this process when the one that started it has gone. */
    public static void endWithIt() {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // nothing is ever sent
                        }
                    } catch (IOException e) {
                        System.err.println("the pipe of the parent broke: " + e);
                    }
                    Runtime.getRuntime().halt(0);
                },
                "end-with-parent");
        thread.setDaemon(true);
        thread.start();
    }
}
