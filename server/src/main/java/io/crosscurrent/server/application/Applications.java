/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.store.Events;
import io.crosscurrent.server.store.Resource;
import io.crosscurrent.server.store.Store;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Applications in the store. Used by many threads. */
final class Applications {
    static final String KIND = "flink-application";
    private static final int OPERATIONS_KEPT = 50;
    private static final String LAUNCH = "launch";
    private static final int VERSIONS_KEPT = 50;

    private final Store store;
    private final Clock clock;
    private final String prefix;

    Applications(Store store, Clock clock, String region, String account) {
        this.store = store;
        this.clock = clock;
        this.prefix = "arn:aws:kinesisanalytics:" + region + ":" + account + ":application/";
    }

    /** An application as the store has it. */
    record Row(Resource row) {
        String arn() {
            return row.id();
        }

        String name() {
            return row.name();
        }

        String status() {
            return row.state();
        }

        ObjectNode document() {
            return row.document();
        }

        /** What was given, and under {@code Code} what is known of its JAR. */
        ObjectNode given() {
            return (ObjectNode) row.document().path("given");
        }

        long version() {
            return row.document().path("version").asLong();
        }

        Instant time(String member) {
            return Instant.ofEpochMilli(row.document().path(member).asLong());
        }

        boolean interactive() {
            return given().path("ApplicationMode").asText().equals("INTERACTIVE");
        }

        /** ARN of the role it acts as. */
        String role() {
            return given().path("ServiceExecutionRole").asText();
        }

        /** SHA-256 of its JAR, "" for an application of SQL. */
        String code() {
            return given().at("/Code/sha256").asText("");
        }

        /** The SQL of an application that is neither a notebook space nor a JAR. */
        String sql() {
            return given().at("/ApplicationConfiguration/ApplicationCodeConfiguration/CodeContent/TextContent")
                    .asText("");
        }

        FlinkConfiguration configuration() {
            return new FlinkConfiguration(given().path("ApplicationConfiguration"));
        }

        /** The jobs it runs as, in the order of their start. */
        List<String> jobs() {
            return texts("jobs");
        }

        /** Names the start that is going on, or that the end of the control plane cut off; "" when there is none. */
        String launch() {
            return row.document().path(LAUNCH).asText();
        }

        /** Ids or paths under a member. */
        List<String> texts(String member) {
            return Applications.texts(row.document(), member);
        }

        List<ObjectNode> operations() {
            List<ObjectNode> operations = new ArrayList<>();
            row.document().path("operations").forEach(each -> operations.add((ObjectNode) each));
            return operations;
        }

        /** Former versions, newest first: {@code version}, {@code given}, {@code updated}. */
        List<ObjectNode> versions() {
            List<ObjectNode> versions = new ArrayList<>();
            row.document().path("versions").forEach(each -> versions.add((ObjectNode) each));
            return versions;
        }
    }

    static List<String> texts(ObjectNode document, String member) {
        List<String> texts = new ArrayList<>();
        document.path(member).forEach(each -> texts.add(each.asText()));
        return texts;
    }

    Store store() {
        return store;
    }

    long now() {
        return clock.millis();
    }

    Row create(String name, ObjectNode given, Map<String, String> tags) {
        ObjectNode document = PojoCodec.object()
                .put("version", 1)
                .put("created", clock.millis())
                .put("updated", clock.millis());
        document.set("given", given);
        Resource row = new Resource(KIND, prefix + name, name, "READY", "", document);
        try {
            store.together(() -> {
                store.resources().insert(row);
                store.tags().put(row.id(), tags);
                return null;
            });
        } catch (Store.AlreadyThere e) {
            throw new ApiException("ResourceInUseException", "An application named " + name + " already exists.");
        }
        return new Row(row);
    }

    Row require(String name) {
        return store.resources().findByName(KIND, name).map(Row::new).orElseThrow(() -> missing("application " + name));
    }

    static ApiException missing(String what) {
        return new ApiException("ResourceNotFoundException", "There is no " + what + ".");
    }

    Row byArn(String arn) {
        return store.resources().find(KIND, arn).map(Row::new).orElseThrow(() -> missing("resource " + arn));
    }

    List<Row> list() {
        return store.resources().list(KIND).stream().map(Row::new).toList();
    }

    /** Changes an application in whatever state it is. @param status "" to leave it as it is */
    Row change(Row application, String status, Consumer<ObjectNode> change) {
        return store.resources()
                .update(KIND, application.arn(), row -> {
                    ObjectNode document = row.document().deepCopy();
                    change.accept(document);
                    return row.at(status.isEmpty() ? row.state() : status, "").with(document);
                })
                .map(Row::new)
                .orElseThrow(() -> missing("application " + application.name()));
    }

    /**
     * Changes an application that is in one of the states, and nobody else meanwhile.
     *
     * @throws ApiException {@code ResourceInUseException} when it is in another one
     */
    Row move(String name, Set<String> from, String to, String what, Consumer<ObjectNode> change) {
        Row application = require(name);
        return store.resources()
                .update(KIND, application.arn(), row -> {
                    if (!from.contains(row.state())) {
                        throw new ApiException(
                                "ResourceInUseException",
                                "Application " + name + " is " + row.state() + "; it can be " + what
                                        + " only while it is " + String.join(" or ", from) + ".");
                    }
                    ObjectNode document = row.document().deepCopy();
                    change.accept(document);
                    return row.at(to, "").with(document);
                })
                .map(Row::new)
                .orElseThrow(() -> missing("application " + name));
    }

    /**
     * Ends what {@code operation} has begun.
     *
     * @param change with the new state, when nothing else has begun meanwhile; else only {@code rest} is done
     */
    Row finish(
            Row application, String operation, String status, Consumer<ObjectNode> change, Consumer<ObjectNode> rest) {
        return store.resources()
                .update(KIND, application.arn(), row -> {
                    ObjectNode document = row.document().deepCopy();
                    boolean current = document.path("current").asText().equals(operation);
                    (current ? change : rest).accept(document);
                    return row.at(current ? status : row.state(), "").with(document);
                })
                .map(Row::new)
                .orElseThrow(() -> missing("application " + application.name()));
    }

    /** Puts another configuration in the place of the present one, which becomes a former version. */
    Consumer<ObjectNode> version(ObjectNode given) {
        return document -> {
            ArrayNode versions = document.withArrayProperty("versions");
            ObjectNode former = versions.insertObject(0);
            former.set("version", document.get("version"));
            former.set("updated", document.get("updated"));
            former.set("given", document.get("given"));
            while (versions.size() > VERSIONS_KEPT) {
                versions.remove(versions.size() - 1);
            }
            document.set("updatedFrom", document.get("version"));
            document.set("given", given);
            document.put("version", document.path("version").asLong() + 1);
            document.put("updated", now());
            document.remove("rolledBackFrom");
            document.remove("rolledBackTo");
        };
    }

    /** Notes what has happened to an application, for its log. */
    void log(Row application, String message) {
        store.events().add(new Events.Event(application.name(), Events.APPLICATION, "state", message, clock.millis()));
    }

    /** Notes that something begins. @return its id */
    static Consumer<ObjectNode> begun(String id, String operation, long now) {
        return document -> {
            document.put("current", id);
            ArrayNode operations = document.withArrayProperty("operations");
            operations
                    .insertObject(0)
                    .put("OperationId", id)
                    .put("Operation", operation)
                    .put("StartTime", BigDecimal.valueOf(now, 3))
                    .put("OperationStatus", "IN_PROGRESS");
            while (operations.size() > OPERATIONS_KEPT) {
                operations.remove(operations.size() - 1);
            }
        };
    }

    /** Notes that jobs are going to be started, before they are: their ids follow from it. A start that was cut off goes on. */
    static Consumer<ObjectNode> launching() {
        return document -> {
            if (!document.has(LAUNCH)) {
                document.put(LAUNCH, UUID.randomUUID().toString());
            }
        };
    }

    /** Notes that a start is over, however it ended. */
    static void launched(ObjectNode document) {
        document.remove(LAUNCH);
    }

    /** Notes how it ended. @param failure "" when it succeeded */
    static Consumer<ObjectNode> ended(String id, String failure, long now) {
        return document -> {
            for (JsonNode each : document.path("operations")) {
                if (each.path("OperationId").asText().equals(id)) {
                    end((ObjectNode) each, failure, now);
                }
            }
        };
    }

    /** Notes that whatever was going on ended with the control plane. */
    Consumer<ObjectNode> broken() {
        return document -> {
            for (JsonNode each : document.path("operations")) {
                if (each.path("OperationStatus").asText().equals("IN_PROGRESS")) {
                    end((ObjectNode) each, "The server ended meanwhile; it was begun anew.", now());
                }
            }
        };
    }

    private static void end(ObjectNode operation, String failure, long now) {
        operation.put("EndTime", BigDecimal.valueOf(now, 3));
        operation.put("OperationStatus", failure.isEmpty() ? "SUCCESSFUL" : "FAILED");
        if (!failure.isEmpty()) {
            operation
                    .putObject("OperationFailureDetails")
                    .putObject("ErrorInfo")
                    .put("ErrorString", failure);
        }
    }

    void delete(Row application) {
        store.together(() -> {
            store.resources().delete(KIND, application.arn());
            store.tags().removeAll(application.arn());
            return null;
        });
    }
}
