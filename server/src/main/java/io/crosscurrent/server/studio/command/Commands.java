/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.Caller;
import io.crosscurrent.server.aws.Permission;
import io.crosscurrent.server.aws.WireService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the command lines of a cell against the services of this process, with the rights of the {@link Caller} of the
 * thread: without one nothing is run. Keeps nothing between cells. Used by many threads.
 */
public final class Commands {
    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    private static final String GOES_ON = "-";

    private final Catalog catalog;
    private final CommandParser parser;
    private final Permission permission;

    /** Hears what a cell says, on the thread that runs it. */
    @FunctionalInterface
    public interface Listener {
        /** @param output of one command, with a line break at its end */
        void text(String output);
    }

    public Commands(List<WireService> services, Permission permission) {
        this.catalog = new Catalog(services);
        this.parser = new CommandParser(catalog);
        this.permission = permission;
    }

    /**
     * Runs the commands of a cell one after the other, up to the first that fails.
     *
     * @throws CommandFailure with the place of the command; a service's own error has code {@code studio.refused} and the
     *     service's code in its message
     */
    public void run(String text, Listener listener) {
        run(text, Map.of(), listener, StopSignal.NEVER);
    }

    /**
     * As {@link #run(String, Listener)}.
     *
     * @param given variables that have a value before the first command
     * @param stop ends it between commands and while it waits, with code {@code studio.stopped}
     */
    public void run(String text, Map<String, String> given, Listener listener, StopSignal stop) {
        Map<String, String> variables = new HashMap<>(given);
        for (CommandLine line : CommandLines.split(text)) {
            try {
                run(line, variables, listener, stop);
            } catch (ApiException e) {
                throw new CommandFailure(
                        line.place(),
                        "studio.refused",
                        e.code() + ": " + e.getMessage(),
                        "Change the command as the message says; the commands above it have been run.",
                        e);
            } catch (CrosscurrentException e) {
                throw new CommandFailure(line.place(), e.code(), e.getMessage(), e.remedy(), e);
            }
        }
    }

    private void run(CommandLine line, Map<String, String> variables, Listener listener, StopSignal stop) {
        if (stop.asked()) {
            throw Waiter.stopped();
        }
        List<String> words = Word.expand(line.words(), variables);
        String output = line.runs() ? output(words, !line.variable().isEmpty(), stop) : String.join(" ", words);
        if (!line.variable().isEmpty()) {
            variables.put(line.variable(), output);
        } else if (!output.isEmpty()) {
            listener.text(output + "\n");
        }
    }

    /**
     * A dash before a command lets the cell go on when it fails: what is to be deleted may be gone already.
     *
     * @param kept whether the output becomes a variable: then {@code none} stands for what a failed command did not find
     */
    private String output(List<String> words, boolean kept, StopSignal stop) {
        if (words.size() < 2 || !words.get(0).equals(GOES_ON)) {
            return output(parser.parse(words), stop);
        }
        Command command = parser.parse(words.subList(1, words.size()));
        try {
            return output(command, stop);
        } catch (ApiException e) {
            return kept ? "none" : "skipped: " + e.getMessage();
        } catch (CrosscurrentException e) {
            if (e.code().equals("studio.stopped")) {
                throw e;
            }
            return kept ? "none" : "skipped: " + e.getMessage();
        }
    }

    private String output(Command command, StopSignal stop) {
        if (command.waiter().isPresent()) {
            command.waiter().get().until(() -> answer(command), stop);
            return "";
        }
        ObjectNode answer = answer(command);
        if (answer.isEmpty() && command.query().isEmpty()) {
            return "";
        }
        JsonNode picked = command.query().map(query -> query.apply(answer)).orElse(answer);
        return command.output().of(picked);
    }

    private ObjectNode answer(Command command) {
        try {
            return call(command.service(), command.operation(), command.input().deepCopy());
        } catch (ApiException | CrosscurrentException e) {
            throw e;
        } catch (RuntimeException e) {
            String id = UUID.randomUUID().toString();
            LOG.error("Command {} ({} {}) failed", id, command.service(), command.operation(), e);
            throw new CrosscurrentException(
                    "studio.internal",
                    "InternalFailure: the command failed inside the server.",
                    "Look for " + id + " in the log of the server.",
                    e);
        }
    }

    /**
     * One call with the rights of the thread's caller.
     *
     * @param service signing name, or what the CLI calls it
     * @param operation as in the API, for example {@code DescribeEndpoints}
     * @throws ApiException what the service says, or that the caller may not
     * @throws CrosscurrentException {@code studio.unknown_service}, {@code studio.unknown_operation}, {@code
     *     studio.no_caller}
     */
    public ObjectNode call(String service, String operation, ObjectNode input) {
        Caller caller = Caller.current()
                .orElseThrow(() -> new CrosscurrentException(
                        "studio.no_caller", "Nobody is logged in on whose behalf to call " + service + ".", "Log in."));
        WireService found = catalog.anyService(service);
        Set<String> operations = Catalog.operations(found);
        if (!operations.isEmpty() && !operations.contains(operation)) {
            throw Catalog.unknown("operation", operation, operations);
        }
        permission.check(caller, found.signingName(), operation, () -> found.understood(operation, input));
        return found.answer(operation, input);
    }
}
