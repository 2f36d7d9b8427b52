/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.aws.SigningKey;
import io.crosscurrent.server.store.Resource;
import io.crosscurrent.server.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The access keys of users and the temporary ones of assumed roles; their secrets are sealed. Used by many threads, for every
 * request.
 */
final class Keys {
    private static final String KIND = "access-key";
    private static final String SECRET = "secret";
    private static final String TOKEN = "token";
    private static final int SECRET_LENGTH = 40;
    private static final int TOKEN_LENGTH = 120;

    private final Store store;
    private final Clock clock;

    Keys(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A key as the store has it. @param owner ARN of the user or role */
    record Row(Resource row) {
        String id() {
            return row.id();
        }

        String owner() {
            return row.document().path("owner").asText();
        }

        /** Who acts with it: the user, or the session of a role. */
        String principal() {
            return row.document().path("principal").asText(owner());
        }

        boolean root() {
            return row.document().path("root").asBoolean();
        }

        boolean active() {
            return row.state().equals("Active");
        }

        Instant created() {
            return Instant.ofEpochMilli(row.document().path("created").asLong());
        }

        Optional<Instant> expires() {
            long millis = row.document().path("expires").asLong();
            return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
        }
    }

    /** A new key; the secret is told this once. */
    SigningKey create(String owner) {
        return make("AKIA", owner, owner, "", null, false);
    }

    /**
     * A key of a role for a while.
     *
     * @param principal ARN of the session
     * @param root whether it may do what root may: for roles that stand for root itself
     */
    SigningKey temporary(String role, String principal, Instant expires, boolean root) {
        expire();
        return make("ASIA", role, principal, Entities.text(TOKEN_LENGTH), expires, root);
    }

    private SigningKey make(
            String prefix, String owner, String principal, String token, Instant expires, boolean root) {
        String id = Entities.id(prefix).substring(0, 20);
        SigningKey key = new SigningKey(id, Entities.text(SECRET_LENGTH), token);
        ObjectNode document = PojoCodec.object()
                .put("owner", owner)
                .put("principal", principal)
                .put("root", root)
                .put("created", clock.millis());
        if (expires != null) {
            document.put("expires", expires.toEpochMilli());
        }
        store.together(() -> {
            store.resources().insert(new Resource(KIND, id, id, "Active", "", document));
            store.sealed().put(id, SECRET, key.secret().getBytes(StandardCharsets.UTF_8));
            store.sealed().put(id, TOKEN, token.getBytes(StandardCharsets.UTF_8));
            return null;
        });
        return key;
    }

    Optional<Row> row(String id) {
        return store.resources().find(KIND, id).map(Row::new);
    }

    /** The key, when it may be used now. */
    Optional<Row> usable(String id) {
        return row(id).filter(Row::active)
                .filter(row -> row.expires().filter(clock.instant()::isAfter).isEmpty());
    }

    /** The key with its secret, when it may be used now. */
    Optional<SigningKey> find(String id) {
        return usable(id).map(row -> new SigningKey(id, sealed(id, SECRET), sealed(id, TOKEN)));
    }

    private String sealed(String id, String label) {
        return store.sealed()
                .find(id, label)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalStateException("access key " + id + " has no " + label));
    }

    List<Row> of(String owner) {
        return store.resources().list(KIND).stream()
                .map(Row::new)
                .filter(row -> row.owner().equals(owner))
                .toList();
    }

    void state(String id, String state) {
        store.resources().update(KIND, id, row -> row.at(state, ""));
    }

    void delete(String id) {
        store.together(() -> {
            store.resources().delete(KIND, id);
            store.sealed().deleteAll(id);
            return null;
        });
    }

    /** Temporary keys are forgotten an hour after their end. */
    private void expire() {
        Instant before = clock.instant().minus(Duration.ofHours(1));
        store.resources().list(KIND).stream()
                .map(Row::new)
                .filter(row -> row.expires().filter(before::isAfter).isPresent())
                .forEach(row -> delete(row.id()));
    }
}
