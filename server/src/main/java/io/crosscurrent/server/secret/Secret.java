/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything about a secret but its values.
 *
 * @param internal made by the platform itself for an endpoint: readable, but neither listed nor changed through the API
 * @param deletedAt when it will be gone, or null while nobody deleted it
 * @param versions by id, oldest first
 */
record Secret(
        String arn,
        String name,
        String description,
        String kmsKeyId,
        boolean internal,
        Instant createdAt,
        Instant changedAt,
        Instant deletedAt,
        Map<String, String> tags,
        Map<String, Version> versions) {
    static final String CURRENT = "AWSCURRENT";
    static final String PREVIOUS = "AWSPREVIOUS";

    /** Most versions kept that no stage names. */
    private static final int UNSTAGED_KEPT = 100;

    /** @param stages never changed in place */
    record Version(List<String> stages, Instant createdAt, boolean binary) {}

    Optional<String> versionAt(String stage) {
        return versions.entrySet().stream()
                .filter(entry -> entry.getValue().stages().contains(stage))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    Map<String, List<String>> stages() {
        Map<String, List<String>> stages = new LinkedHashMap<>();
        versions.forEach((id, version) -> {
            if (!version.stages().isEmpty()) {
                stages.put(id, version.stages());
            }
        });
        return stages;
    }

    /** Moves the stage to the version, or off every version when {@code to} is null. Current leaves previous behind. */
    Secret moved(String stage, String to, Instant now) {
        Optional<String> from = versionAt(stage);
        Map<String, Version> next = new LinkedHashMap<>();
        boolean leavesPrevious =
                stage.equals(CURRENT) && from.isPresent() && !from.get().equals(to);
        versions.forEach((id, version) -> {
            List<String> stages = new ArrayList<>(version.stages());
            stages.remove(stage);
            if (leavesPrevious) {
                stages.remove(PREVIOUS);
                if (id.equals(from.get())) {
                    stages.add(PREVIOUS);
                }
            }
            if (id.equals(to)) {
                stages.add(stage);
            }
            next.put(id, new Version(List.copyOf(stages), version.createdAt(), version.binary()));
        });
        return withVersions(next, now);
    }

    Secret withVersion(String id, boolean binary, Instant now) {
        Map<String, Version> next = new LinkedHashMap<>(versions);
        next.put(id, new Version(List.of(), now, binary));
        return withVersions(next, now);
    }

    /** The versions to forget: those without a stage, beyond the newest hundred. */
    List<String> surplus() {
        List<String> unstaged = versions.entrySet().stream()
                .filter(entry -> entry.getValue().stages().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        return unstaged.subList(0, Math.max(0, unstaged.size() - UNSTAGED_KEPT));
    }

    Secret without(List<String> ids) {
        Map<String, Version> next = new LinkedHashMap<>(versions);
        ids.forEach(next::remove);
        return withVersions(next, changedAt);
    }

    private Secret withVersions(Map<String, Version> next, Instant now) {
        return new Secret(arn, name, description, kmsKeyId, internal, createdAt, now, deletedAt, tags, next);
    }

    Secret described(String newDescription, String newKey, Instant now) {
        return new Secret(
                arn,
                name,
                newDescription == null ? description : newDescription,
                newKey == null ? kmsKeyId : newKey,
                internal,
                createdAt,
                now,
                deletedAt,
                tags,
                versions);
    }

    Secret tagged(Map<String, String> newTags, Instant now) {
        return new Secret(
                arn, name, description, kmsKeyId, internal, createdAt, now, deletedAt, Map.copyOf(newTags), versions);
    }

    Secret deleted(Instant at, Instant now) {
        return new Secret(arn, name, description, kmsKeyId, internal, createdAt, now, at, tags, versions);
    }

    ObjectNode document() {
        ObjectNode out = PojoCodec.object();
        out.put("description", description);
        out.put("kmsKeyId", kmsKeyId);
        out.put("internal", internal);
        out.put("createdAt", createdAt.toEpochMilli());
        out.put("changedAt", changedAt.toEpochMilli());
        if (deletedAt != null) {
            out.put("deletedAt", deletedAt.toEpochMilli());
        }
        ObjectNode tagNode = out.putObject("tags");
        tags.forEach(tagNode::put);
        ObjectNode versionNode = out.putObject("versions");
        versions.forEach((id, version) -> {
            ObjectNode each = versionNode.putObject(id);
            version.stages().forEach(each.withArray("stages")::add);
            each.put("createdAt", version.createdAt().toEpochMilli());
            each.put("binary", version.binary());
        });
        return out;
    }

    static Secret of(String arn, String name, ObjectNode document) {
        Map<String, String> tags = new LinkedHashMap<>();
        document.path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        Map<String, Version> versions = new LinkedHashMap<>();
        document.path("versions").properties().forEach(entry -> {
            List<String> stages = new ArrayList<>();
            entry.getValue().path("stages").forEach(stage -> stages.add(stage.asText()));
            versions.put(
                    entry.getKey(),
                    new Version(
                            List.copyOf(stages),
                            Instant.ofEpochMilli(
                                    entry.getValue().path("createdAt").asLong()),
                            entry.getValue().path("binary").asBoolean()));
        });
        return new Secret(
                arn,
                name,
                text(document.get("description")),
                text(document.get("kmsKeyId")),
                document.path("internal").asBoolean(),
                Instant.ofEpochMilli(document.path("createdAt").asLong()),
                Instant.ofEpochMilli(document.path("changedAt").asLong()),
                document.has("deletedAt")
                        ? Instant.ofEpochMilli(document.path("deletedAt").asLong())
                        : null,
                tags,
                versions);
    }

    private static String text(JsonNode node) {
        return node == null || node.isNull() ? null : node.asText();
    }
}
