/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.application;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.store.Resource;
import io.crosscurrent.server.store.Store;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Applications in the store. Used by many threads. */
final class Applications {
    static final String KIND = "flink-application";
    private static final int OPERATIONS_KEPT = 50;

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

        /** The SQL of an application that is no notebook space. */
        String sql() {
            return given().at("/ApplicationConfiguration/ApplicationCodeConfiguration/CodeContent/TextContent")
                    .asText("");
        }

        List<String> jobs() {
            List<String> jobs = new ArrayList<>();
            row.document().path("jobs").forEach(each -> jobs.add(each.asText()));
            return jobs;
        }

        List<ObjectNode> operations() {
            List<ObjectNode> operations = new ArrayList<>();
            row.document().path("operations").forEach(each -> operations.add((ObjectNode) each));
            return operations;
        }
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

    Row change(Row application, String status, Consumer<ObjectNode> change) {
        return store.resources()
                .update(KIND, application.arn(), row -> {
                    ObjectNode document = row.document().deepCopy();
                    change.accept(document);
                    return row.at(status, "").with(document);
                })
                .map(Row::new)
                .orElseThrow(() -> missing("application " + application.name()));
    }

    /** Notes that something begins. @return its id */
    static Consumer<ObjectNode> begun(String id, String operation, long now) {
        return document -> {
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

    /** Notes how it ended. @param failure "" when it succeeded */
    static Consumer<ObjectNode> ended(String id, String failure, long now) {
        return document -> document.path("operations").forEach(each -> {
            if (each.path("OperationId").asText().equals(id)) {
                ObjectNode operation = (ObjectNode) each;
                operation.put("EndTime", BigDecimal.valueOf(now, 3));
                operation.put("OperationStatus", failure.isEmpty() ? "SUCCESSFUL" : "FAILED");
                if (!failure.isEmpty()) {
                    operation
                            .putObject("OperationFailureDetails")
                            .putObject("ErrorInfo")
                            .put("ErrorString", failure);
                }
            }
        });
    }

    void delete(Row application) {
        store.together(() -> {
            store.resources().delete(KIND, application.arn());
            store.tags().removeAll(application.arn());
            return null;
        });
    }
}
