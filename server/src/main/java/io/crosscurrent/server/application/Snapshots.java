/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.application.Applications.Row;
import io.crosscurrent.server.aws.ApiException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.SnapshotDetails;

/** The snapshots of an application, kept in its document: newest first, a path for each of its jobs. */
final class Snapshots {
    private static final int MOST = 1_000;
    private static final String MEMBER = "snapshots";
    private static final String READY = "READY";

    private Snapshots() {}

    /** @param paths one for each job, in the order of their start; empty until it is READY */
    record Snapshot(String name, String status, long version, long createdMillis, List<String> paths, String runtime) {
        SnapshotDetails details() {
            return SnapshotDetails.builder()
                    .snapshotName(name)
                    .snapshotStatus(status)
                    .applicationVersionId(version)
                    .snapshotCreationTimestamp(Instant.ofEpochMilli(createdMillis))
                    .runtimeEnvironment(runtime)
                    .build();
        }
    }

    static List<Snapshot> of(Row application) {
        List<Snapshot> snapshots = new ArrayList<>();
        for (JsonNode each : application.document().path(MEMBER)) {
            List<String> paths = new ArrayList<>();
            each.path("paths").forEach(path -> paths.add(path.asText()));
            snapshots.add(new Snapshot(
                    each.path("name").asText(),
                    each.path("status").asText(),
                    each.path("version").asLong(),
                    each.path("created").asLong(),
                    paths,
                    each.path("runtime").asText()));
        }
        return snapshots;
    }

    static Snapshot require(Row application, String name) {
        return of(application).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Applications.missing("snapshot " + name + " of application " + application.name()));
    }

    /** The newest that can be used. */
    static Optional<Snapshot> latest(Row application) {
        return of(application).stream()
                .filter(each -> each.status().equals(READY))
                .findFirst();
    }

    /** @throws ApiException when there is one of that name, or there are too many */
    static Consumer<ObjectNode> begun(String name, long now) {
        return document -> {
            if (!name.matches("[a-zA-Z0-9_.-]{1,256}")) {
                throw new ApiException(
                        "InvalidArgumentException",
                        "SnapshotName has 1 to 256 letters, digits and _.-, not \"" + name + "\".");
            }
            ArrayNode snapshots = document.withArrayProperty(MEMBER);
            for (JsonNode each : snapshots) {
                if (each.path("name").asText().equals(name)) {
                    throw new ApiException("ResourceInUseException", "A snapshot named " + name + " already exists.");
                }
            }
            if (snapshots.size() >= MOST) {
                throw new ApiException(
                        "LimitExceededException", "There are " + MOST + " snapshots already; delete some first.");
            }
            insert(document, name, now);
        };
    }

    private static void insert(ObjectNode document, String name, long now) {
        document.withArrayProperty(MEMBER)
                .insertObject(0)
                .put("name", name)
                .put("status", "CREATING")
                .put("version", document.path("version").asLong())
                .put("runtime", document.at("/given/RuntimeEnvironment").asText())
                .put("created", now)
                .putArray("paths");
    }

    /** @param paths empty when it failed */
    static Consumer<ObjectNode> ended(String name, List<String> paths) {
        return document -> document.path(MEMBER).forEach(each -> {
            if (each.path("name").asText().equals(name)) {
                ((ObjectNode) each).put("status", paths.isEmpty() ? "FAILED" : READY);
                ArrayNode into = ((ObjectNode) each).putArray("paths");
                paths.forEach(into::add);
            }
        });
    }

    /** A snapshot that is there already; never refused, because nothing else has its state. */
    static Consumer<ObjectNode> taken(String name, List<String> paths, long now) {
        Consumer<ObjectNode> inserted = document -> insert(document, name, now);
        return inserted.andThen(ended(name, paths));
    }

    static Consumer<ObjectNode> removed(String name) {
        return document -> {
            ArrayNode snapshots = document.withArrayProperty(MEMBER);
            for (int i = snapshots.size() - 1; i >= 0; i--) {
                if (snapshots.get(i).path("name").asText().equals(name)) {
                    snapshots.remove(i);
                }
            }
        };
    }

    /** Notes that those which were being taken ended with the control plane. */
    static Consumer<ObjectNode> broken() {
        return document -> document.path(MEMBER).forEach(each -> {
            if (each.path("status").asText().equals("CREATING")) {
                ((ObjectNode) each).put("status", "FAILED");
            }
        });
    }
}
