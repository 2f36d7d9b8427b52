/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Where a command prints, as a mixin: the result to standard output, everything else to standard error. With
 * {@code --json} the result is one document.
 */
public final class Output {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper INDENTED = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    @Option(names = "--no-color", description = "Print without colours.")
    private boolean plain;

    /** True when the result is wanted as JSON. */
    public boolean json() {
        return json;
    }

    public Style style() {
        return Style.ofTerminal(!plain);
    }

    public PrintWriter out() {
        return command.commandLine().getOut();
    }

    /** The result as JSON: SDK objects by their wire names. */
    public void document(Object value) {
        out().println(text(INDENTED, SdkJson.plain(value)));
        out().flush();
    }

    /** One JSON document on one line, for output that goes on. */
    public void jsonLine(Object value) {
        out().println(text(JSON, SdkJson.plain(value)));
        out().flush();
    }

    public void table(TextTable table) {
        table.lines(style()).forEach(out()::println);
        out().flush();
    }

    public void line(String text) {
        out().println(text);
        out().flush();
    }

    /** Something beside the result, for people: to standard error. */
    public void note(String text) {
        PrintWriter err = command.commandLine().getErr();
        err.println(text);
        err.flush();
    }

    /** The result for people, or the document for programs. */
    public void result(String text, Object document) {
        if (json) {
            document(document);
        } else {
            line(text);
        }
    }

    private static String text(ObjectMapper mapper, Object plain) {
        try {
            return mapper.writeValueAsString(plain);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result of type " + plain.getClass() + " has no JSON form", e);
        }
    }
}
