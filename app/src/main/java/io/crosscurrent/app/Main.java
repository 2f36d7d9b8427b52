/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

import io.crosscurrent.cli.Crosscurrent;

/** The program with all its commands. Ends the JVM itself: engines leave threads behind that would keep it alive. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        int code = Crosscurrent.run(new Object[] {new UpCommand(), new DemoCommand()}, arguments);
        System.exit(code);
    }
}
