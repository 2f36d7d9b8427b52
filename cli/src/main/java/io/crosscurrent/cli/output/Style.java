/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.output;

/** Colours, when there is somebody to see them. The launcher says whether standard output is a terminal. */
public record Style(boolean colored) {
    private static final String ESCAPE = "\u001b[";

    /** For standard output: colours on a terminal unless NO_COLOR is set. */
    public static Style ofTerminal(boolean wanted) {
        boolean terminal = Boolean.getBoolean("crosscurrent.terminal");
        return new Style(wanted && terminal && System.getenv("NO_COLOR") == null);
    }

    public String bold(String text) {
        return wrap("1", text);
    }

    public String dim(String text) {
        return wrap("2", text);
    }

    public String red(String text) {
        return wrap("31", text);
    }

    public String green(String text) {
        return wrap("32", text);
    }

    public String yellow(String text) {
        return wrap("33", text);
    }

    public String cyan(String text) {
        return wrap("36", text);
    }

    private String wrap(String code, String text) {
        return colored ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
    }
}
