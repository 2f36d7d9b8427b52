/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.secret;

import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.store.Resource;
import io.crosscurrent.server.store.Store;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Secrets with their rules of versions, stages and deletion. Used by many threads. */
public final class Secrets {
    /** Names under this belong to the platform. */
    public static final String INTERNAL = "crosscurrent/endpoint/";

    private static final String KIND = "secret";
    private static final int LARGEST_BYTES = 65_536;
    private static final String SUFFIX_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final Store store;
    private final Clock clock;
    private final String arnPrefix;
    private final SecureRandom random = new SecureRandom();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    public Secrets(Store store, Clock clock, String region, String account) {
        this.store = store;
        this.clock = clock;
        this.arnPrefix = "arn:aws:secretsmanager:" + region + ":" + account + ":secret:";
    }

    /** @param listener told the ARN of every secret that gets a new version, after it is stored */
    public void listen(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** The text of the current version. @throws ApiException as {@code GetSecretValue} does */
    public String currentText(String secretId) {
        Secret secret = live(secretId);
        return value(secret, versionAt(secret, Secret.CURRENT)).text();
    }

    /** The name of a secret given by name or ARN. @throws ApiException when there is none */
    public String nameOf(String secretId) {
        return live(secretId).name();
    }

    /** Stores a secret of the platform's own, replacing its value if it exists. */
    public void putInternal(String name, String text) {
        store.together(() -> {
            Secret secret = store.resources()
                    .findByName(KIND, name)
                    .map(Secrets::read)
                    .orElseGet(() -> insert(name, null, null, Map.of(), true));
            return addVersion(secret, UUID.randomUUID().toString(), SecretValue.text(text), List.of());
        });
    }

    /** The value of a secret of the platform's own, or null when there is none. */
    public String internalText(String name) {
        return store.resources().findByName(KIND, name).isPresent() ? currentText(name) : null;
    }

    public void deleteInternal(String name) {
        store.resources().findByName(KIND, name).ifPresent(row -> remove(read(row)));
    }

    Secret create(
            String name, String description, String key, Map<String, String> tags, String token, SecretValue value) {
        if (!name.matches("[A-Za-z0-9/_+=.@-]{1,512}")) {
            throw new ApiException(
                    "ValidationException",
                    "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following:"
                            + " -/_+=.@");
        }
        if (name.startsWith(INTERNAL)) {
            throw new ApiException("InvalidRequestException", "Names under " + INTERNAL + " belong to the platform.");
        }
        return store.together(() -> {
            purge();
            Optional<Secret> existing = store.resources().findByName(KIND, name).map(Secrets::read);
            if (existing.isPresent()) {
                return again(existing.get(), token, value);
            }
            Secret made = insert(name, description, key, tags, false);
            return value == null ? made : addVersion(made, token, value, List.of());
        });
    }

    /** A repeated request is answered like the first; anything else meets a name that is taken. */
    private Secret again(Secret existing, String token, SecretValue value) {
        if (existing.deletedAt() != null) {
            throw new ApiException(
                    "InvalidRequestException",
                    "You can't create this secret because a secret with this name is already scheduled for deletion.");
        }
        if (value != null
                && existing.versions().containsKey(token)
                && value(existing, token).equals(value)) {
            return existing;
        }
        throw new ApiException(
                "ResourceExistsException",
                "The operation failed because the secret " + existing.name() + " already exists.");
    }

    Secret put(String secretId, String token, SecretValue value, List<String> stages) {
        return told(store.together(() -> addVersion(writable(secretId), token, value, stages)));
    }

    /** Changes a secret nobody has deleted. */
    Secret change(String secretId, UnaryOperator<Secret> change) {
        return told(store.together(() -> save(change.apply(writable(secretId)))));
    }

    private Secret told(Secret changed) {
        listeners.forEach(listener -> listener.accept(changed.arn()));
        return changed;
    }

    Secret delete(String secretId, boolean atOnce, int days) {
        return store.together(() -> {
            Secret secret = writable(secretId);
            Instant now = clock.instant();
            if (atOnce) {
                remove(secret);
                return secret.deleted(now, now);
            }
            return save(secret.deleted(now.plusSeconds(days * 86_400L), now));
        });
    }

    Secret restore(String secretId) {
        return store.together(() -> save(any(secretId).deleted(null, clock.instant())));
    }

    /** In the order of creation, without the platform's own. */
    List<Secret> list(boolean withDeleted) {
        return store.together(() -> {
            purge();
            return store.resources().list(KIND).stream()
                    .map(Secrets::read)
                    .filter(secret -> !secret.internal() && (withDeleted || secret.deletedAt() == null))
                    .toList();
        });
    }

    /** Tags of a secret by its ARN, with or without its six last characters; none for one that is not there. */
    public Map<String, String> tags(String arn) {
        try {
            return any(arn).tags();
        } catch (ApiException missing) {
            return Map.of();
        }
    }

    /** By name, ARN, or ARN without its six last characters; may be marked for deletion. */
    Secret any(String secretId) {
        return store.together(() -> {
            Optional<Resource> row = store.resources().find(KIND, secretId);
            if (row.isEmpty() && secretId.startsWith(arnPrefix)) {
                row = store.resources().findByName(KIND, secretId.substring(arnPrefix.length()));
            }
            if (row.isEmpty()) {
                row = store.resources().findByName(KIND, secretId);
            }
            return row.map(Secrets::read)
                    .filter(secret -> !expired(secret))
                    .orElseThrow(() -> new ApiException(
                            "ResourceNotFoundException", "Secrets Manager can't find the specified secret."));
        });
    }

    Secret live(String secretId) {
        Secret secret = any(secretId);
        if (secret.deletedAt() != null) {
            throw new ApiException(
                    "InvalidRequestException",
                    "You can't perform this operation on the secret because it was marked for deletion.");
        }
        return secret;
    }

    private Secret writable(String secretId) {
        Secret secret = live(secretId);
        if (secret.internal()) {
            throw new ApiException(
                    "InvalidRequestException",
                    "The secret " + secret.name() + " belongs to the platform: change the endpoint instead.");
        }
        // takes the row's lock, so that two changes of one secret follow each other
        return store.resources()
                .update(KIND, secret.arn(), row -> row.at(row.state(), row.intent()))
                .map(Secrets::read)
                .orElse(secret);
    }

    String versionAt(Secret secret, String stage) {
        return secret.versionAt(stage)
                .orElseThrow(() -> new ApiException(
                        "ResourceNotFoundException",
                        "Secrets Manager can't find the specified secret value for staging label: " + stage));
    }

    SecretValue value(Secret secret, String versionId) {
        Secret.Version version = secret.versions().get(versionId);
        byte[] content = version == null
                ? null
                : store.sealed().find(secret.arn(), versionId).orElse(null);
        if (content == null) {
            throw new ApiException(
                    "ResourceNotFoundException",
                    "Secrets Manager can't find the specified secret value for VersionId: " + versionId);
        }
        return new SecretValue(content, version.binary());
    }

    /** @param stages where the new version stands; empty means current. The first version is always current. */
    private Secret addVersion(Secret secret, String token, SecretValue value, List<String> stages) {
        if (value.content().length > LARGEST_BYTES) {
            throw new ApiException(
                    "InvalidParameterException", "A secret value has at most " + LARGEST_BYTES + " bytes.");
        }
        if (secret.versions().containsKey(token)) {
            if (value(secret, token).equals(value)) {
                return secret;
            }
            throw new ApiException(
                    "ResourceExistsException",
                    "You can't use ClientRequestToken " + token
                            + " because that value is already in use for a version of secret " + secret.arn() + ".");
        }
        Instant now = clock.instant();
        store.sealed().put(secret.arn(), token, value.content());
        Secret next = secret.withVersion(token, value.binary(), now);
        for (String stage : stages.isEmpty() ? List.of(Secret.CURRENT) : stages) {
            next = next.moved(stage, token, now);
        }
        if (next.versionAt(Secret.CURRENT).isEmpty()) {
            next = next.moved(Secret.CURRENT, token, now);
        }
        List<String> surplus = next.surplus();
        surplus.forEach(id -> store.sealed().delete(secret.arn(), id));
        return save(next.without(surplus));
    }

    private Secret insert(String name, String description, String key, Map<String, String> tags, boolean internal) {
        Instant now = clock.instant();
        StringBuilder arn = new StringBuilder(arnPrefix).append(name).append('-');
        for (int i = 0; i < 6; i++) {
            arn.append(SUFFIX_CHARACTERS.charAt(random.nextInt(SUFFIX_CHARACTERS.length())));
        }
        Secret secret = new Secret(arn.toString(), name, description, key, internal, now, now, null, tags, Map.of());
        try {
            store.resources().insert(new Resource(KIND, secret.arn(), name, "active", "", secret.document()));
        } catch (Store.AlreadyThere e) {
            throw new ApiException(
                    "ResourceExistsException", "The operation failed because the secret " + name + " already exists.");
        }
        return secret;
    }

    private Secret save(Secret secret) {
        store.resources().update(KIND, secret.arn(), row -> row.with(secret.document()));
        return secret;
    }

    private void remove(Secret secret) {
        store.together(() -> {
            store.sealed().deleteAll(secret.arn());
            store.resources().delete(KIND, secret.arn());
            return null;
        });
    }

    Instant now() {
        return clock.instant();
    }

    private boolean expired(Secret secret) {
        return secret.deletedAt() != null && !secret.deletedAt().isAfter(clock.instant());
    }

    private void purge() {
        store.resources().list(KIND).stream()
                .map(Secrets::read)
                .filter(this::expired)
                .forEach(this::remove);
    }

    private static Secret read(Resource row) {
        return Secret.of(row.id(), row.name(), row.document());
    }
}
