/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.aws.WireService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the words of a command by the classes of the service's requests. Used by many threads. */
final class CommandParser {
    private static final String QUERY = "query";
    private static final String OUTPUT = "output";
    private static final String DOCUMENT = "cli-input-json";

    /** Options of the client itself, which mean nothing in process, and whether a value follows. */
    private static final Map<String, Boolean> IGNORED =
            Map.of("endpoint-url", true, "region", true, "profile", true, "no-cli-pager", false, "no-paginate", false);

    private static final Set<String> CLIENT = Set.of(QUERY, OUTPUT, DOCUMENT);

    private final Catalog catalog;

    CommandParser(Catalog catalog) {
        this.catalog = catalog;
    }

    /** @throws CrosscurrentException {@code studio.…}: what cannot be read, and what is near to it */
    Command parse(List<String> words) {
        Map<String, String> client = new LinkedHashMap<>();
        List<String> rest = withoutClientOptions(words, client);
        int names = 0;
        while (names < rest.size() && !rest.get(names).startsWith("--")) {
            names++;
        }
        WireService service = catalog.service(name(rest, names, 0, "service"));
        String operation = name(rest, names, 1, "operation");
        Optional<Waiter> waiter = operation.equals("wait")
                ? Optional.of(Waiter.named(service.signingName(), name(rest, names, 2, "waiter")))
                : Optional.empty();
        if (names > (waiter.isPresent() ? 3 : 2)) {
            throw surplus(operation);
        }
        String found = waiter.map(Waiter::operation).orElseGet(() -> Catalog.operation(service, operation));
        return new Command(
                service.signingName(),
                found,
                input(Catalog.input(service, found), rest.subList(names, rest.size()), client.get(DOCUMENT)),
                Optional.ofNullable(client.get(QUERY)).map(Query::of),
                Output.named(client.getOrDefault(OUTPUT, "json")),
                waiter);
    }

    private static String name(List<String> words, int names, int index, String what) {
        if (index >= names) {
            throw new CrosscurrentException(
                    "studio.incomplete_command",
                    "The command names no " + what + ".",
                    "Write <service> <operation> --options, such as: dms describe-endpoints.");
        }
        return words.get(index);
    }

    /** The word itself is not repeated: it may be the second half of a password. */
    private static CrosscurrentException surplus(String after) {
        return new CrosscurrentException(
                "studio.surplus_word",
                "A word that is no option follows " + after + ".",
                "Options begin with --; put a value with blanks in quotes.");
    }

    /** What is left without the options of the client, which may stand anywhere. @param client takes those with a meaning */
    private static List<String> withoutClientOptions(List<String> words, Map<String, String> client) {
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Option option = Option.of(words.get(i));
            boolean known = CLIENT.contains(option.name()) || IGNORED.containsKey(option.name());
            if (!known) {
                rest.add(words.get(i));
            } else if (IGNORED.getOrDefault(option.name(), true)) {
                String value = option.value();
                if (value == null && i + 1 < words.size() && !words.get(i + 1).startsWith("--")) {
                    value = words.get(++i);
                }
                client.put(option.name(), given(option, value));
            }
        }
        return rest;
    }

    private static String given(Option option, String value) {
        if (value == null) {
            throw new CrosscurrentException(
                    "studio.option_value",
                    "--" + option.name() + " has no value.",
                    "Give it, or leave the option out.");
        }
        return value;
    }

    /** @param name without dashes, "" for a word that is no option @param value after {@code =}, or null */
    private record Option(String name, String value) {
        static Option of(String word) {
            if (!word.startsWith("--") || word.length() == 2) {
                return new Option("", null);
            }
            int equals = word.indexOf('=');
            return equals < 0
                    ? new Option(word.substring(2), null)
                    : new Option(word.substring(2, equals), word.substring(equals + 1));
        }
    }

    private static ObjectNode input(Shape.Structure shape, List<String> words, String document) {
        Map<String, Shape> members = shape.members();
        Map<String, String> options = Catalog.options(members);
        ObjectNode input = document == null
                ? PojoCodec.object()
                : (ObjectNode) Values.fit(Values.json("--" + DOCUMENT, document), shape, "--" + DOCUMENT);
        int at = 0;
        while (at < words.size()) {
            Option option = Option.of(words.get(at++));
            List<String> values = new ArrayList<>();
            if (option.value() != null) {
                values.add(option.value());
            }
            while (at < words.size() && !words.get(at).startsWith("--")) {
                values.add(words.get(at++));
            }
            set(input, option.name(), values, members, options);
        }
        return input;
    }

    private static void set(
            ObjectNode input,
            String name,
            List<String> values,
            Map<String, Shape> members,
            Map<String, String> options) {
        String member = options.get(name);
        boolean negative = member == null
                && name.startsWith("no-")
                && members.get(options.getOrDefault(name.substring(3), "")) instanceof Shape.Flag;
        if (negative) {
            member = options.get(name.substring(3));
        }
        if (member == null) {
            throw new CrosscurrentException(
                    "studio.unknown_option",
                    "There is no option --" + name + " here.",
                    "Correct or remove it."
                            + Nearest.hint(
                                    "--" + name,
                                    options.keySet().stream()
                                            .map(each -> "--" + each)
                                            .toList()));
        }
        Shape shape = members.get(member);
        if (shape instanceof Shape.Flag) {
            if (!values.isEmpty()) {
                throw new CrosscurrentException(
                        "studio.option_value",
                        "--" + name + " takes no value.",
                        "Write " + (negative ? "--" + name.substring(3) : "--" + name) + " for true and --no-"
                                + (negative ? name.substring(3) : name) + " for false.");
            }
            input.put(member, !negative);
        } else {
            input.set(member, Values.of("--" + name, shape, values));
        }
    }
}
