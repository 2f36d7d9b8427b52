/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.command;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.SdkService;
import io.crosscurrent.server.aws.WireService;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Services, operations and members under the names a command line has for them. */
final class Catalog {
    /** Signing names of the services by what the CLI calls them. */
    private static final Map<String, String> SIGNING = Map.ofEntries(
            Map.entry("cloudformation", "cloudformation"),
            Map.entry("cloudwatch", "monitoring"),
            Map.entry("crosscurrent", "crosscurrent"),
            Map.entry("dms", "dms"),
            Map.entry("iam", "iam"),
            Map.entry("kafka", "kafka"),
            Map.entry("kinesisanalyticsv2", "kinesisanalytics"),
            Map.entry("logs", "logs"),
            Map.entry("secretsmanager", "secretsmanager"),
            Map.entry("ssm", "ssm"),
            Map.entry("sts", "sts"));

    private static final Shape TEXT = new Shape.Text();
    private static final Shape TOPIC = new Shape.Structure(
            () -> Map.of("name", TEXT, "partitions", new Shape.Count(true), "config", new Shape.Entries(TEXT)));

    /** Requests of the services that have no SDK classes here, by signing name and operation. */
    private static final Map<String, Map<String, Map<String, Shape>>> UNTYPED = Map.of(
            "ssm",
                    Map.of(
                            "GetParameter",
                            Map.of("Name", TEXT, "WithDecryption", new Shape.Flag()),
                            "PutParameter",
                            Map.of(
                                    "Name",
                                    TEXT,
                                    "Value",
                                    TEXT,
                                    "Type",
                                    TEXT,
                                    "Overwrite",
                                    new Shape.Flag(),
                                    "Tier",
                                    TEXT),
                            "DeleteParameter",
                            Map.of("Name", TEXT)),
            "crosscurrent",
                    Map.of(
                            "CreateTopics",
                            Map.of("topics", new Shape.Items(TOPIC)),
                            "DeleteTopics",
                            Map.of("names", new Shape.Items(TEXT)),
                            "ListTopics",
                            Map.of()));

    private static final Pattern PLURAL = Pattern.compile("[A-Z]{2,}s$");

    private final Map<String, WireService> services = new TreeMap<>();

    Catalog(List<WireService> services) {
        services.forEach(service -> this.services.put(service.signingName(), service));
    }

    /** @throws CrosscurrentException {@code studio.unknown_service} */
    WireService service(String name) {
        WireService service = services.get(SIGNING.getOrDefault(name, ""));
        if (service == null) {
            throw unknown("service", name, cliNames());
        }
        return service;
    }

    /** As {@link #service}, also by signing name. */
    WireService anyService(String name) {
        WireService service = services.get(SIGNING.getOrDefault(name, name));
        if (service == null) {
            throw unknown("service", name, services.keySet());
        }
        return service;
    }

    private List<String> cliNames() {
        return SIGNING.entrySet().stream()
                .filter(each -> services.containsKey(each.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Names of a service's operations; empty when only the service knows them all. */
    static Set<String> operations(WireService service) {
        return service.typed()
                .map(SdkService::operations)
                .orElseGet(() -> service.signingName().equals("ssm") ? commands(service) : Set.of());
    }

    /** Operations for which there are commands, of a service without SDK classes. */
    private static Set<String> commands(WireService service) {
        return UNTYPED.getOrDefault(service.signingName(), Map.of()).keySet();
    }

    /** @param option in kebab case @throws CrosscurrentException {@code studio.unknown_operation} */
    static String operation(WireService service, String option) {
        Map<String, String> names = new TreeMap<>();
        service.typed()
                .map(SdkService::operations)
                .orElseGet(() -> commands(service))
                .forEach(name -> names.put(kebab(name), name));
        String found = names.get(option);
        if (found == null) {
            throw unknown("operation", option, names.keySet());
        }
        return found;
    }

    static Shape.Structure input(WireService service, String operation) {
        return service.typed()
                .map(typed -> Shape.of(typed.builder(operation)))
                .orElseGet(() -> new Shape.Structure(
                        () -> UNTYPED.get(service.signingName()).get(operation)));
    }

    /** Members by their options without the dashes. */
    static Map<String, String> options(Map<String, Shape> members) {
        Map<String, String> options = new LinkedHashMap<>();
        members.keySet().forEach(member -> options.put(kebab(member), member));
        return options;
    }

    /**
     * {@code VpcSecurityGroupIds} becomes {@code vpc-security-group-ids}. A run of capitals is one word, up to the last one
     * when small letters follow it; the plural of such a run stays whole.
     */
    static String kebab(String name) {
        Matcher plural = PLURAL.matcher(name);
        String head = plural.find() ? name.substring(0, plural.start()) : name;
        String words = head.replaceAll("(.)([A-Z][a-z]+)", "$1-$2").replaceAll("([a-z0-9])([A-Z])", "$1-$2");
        String tail = name.substring(head.length());
        return (words + (words.isEmpty() || tail.isEmpty() ? "" : "-") + tail).toLowerCase(Locale.ROOT);
    }

    static CrosscurrentException unknown(String kind, String name, Collection<String> names) {
        return new CrosscurrentException(
                "studio.unknown_" + kind,
                "There is no " + kind + " " + name + " here.",
                "Use another " + kind + "." + Nearest.hint(name, names));
    }
}
