/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.store.Resource;
import io.crosscurrent.server.store.Store;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Users, roles and managed policies in the store. Used by many threads. */
final class Entities {
    static final String ROLE = "iam-role";
    static final String USER = "iam-user";
    static final String POLICY = "iam-policy";
    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int ID_LENGTH = 17;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Map<String, String> WORDS = Map.of(ROLE, "role", USER, "user", POLICY, "policy");

    private final Store store;
    private final Clock clock;
    private final String account;

    Entities(Store store, Clock clock, String account) {
        this.store = store;
        this.clock = clock;
        this.account = account;
    }

    Store store() {
        return store;
    }

    String account() {
        return account;
    }

    /** Four letters that tell the kind and 17 drawn ones. */
    static String id(String prefix) {
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(CHARACTERS.charAt(RANDOM.nextInt(CHARACTERS.length())));
        }
        return id.toString();
    }

    static String text(int length) {
        String characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(characters.charAt(RANDOM.nextInt(characters.length())));
        }
        return text.toString();
    }

    String arn(String kind, String path, String name) {
        return "arn:aws:iam::" + account + ":" + WORDS.get(kind) + path + name;
    }

    Entity create(String kind, String path, String name, String idPrefix, Map<String, String> tags, ObjectNode more) {
        if (!name.matches("[\\w+=,.@-]{1,128}")) {
            throw IamFaults.value("The name of a " + WORDS.get(kind)
                    + " has 1 to 128 letters, digits and +=,.@-_, not \"" + name + "\".");
        }
        String where = path == null ? "/" : path;
        if (!where.matches("/|/[!-~]{1,510}/")) {
            throw IamFaults.value("A path begins and ends with a slash, not \"" + where + "\".");
        }
        ObjectNode document = PojoCodec.object()
                .put("path", where)
                .put("uniqueId", id(idPrefix))
                .put("created", clock.millis());
        document.setAll(more);
        Resource row = new Resource(kind, arn(kind, where, name), name, "there", "", document);
        try {
            store.together(() -> {
                store.resources().insert(row);
                store.tags().put(row.id(), tags);
                return null;
            });
        } catch (Store.AlreadyThere e) {
            String word = WORDS.get(kind);
            throw IamFaults.exists(Character.toUpperCase(word.charAt(0)) + word.substring(1), name);
        }
        return new Entity(row);
    }

    Entity require(String kind, String name) {
        return store.resources()
                .findByName(kind, name)
                .map(Entity::new)
                .orElseThrow(() -> IamFaults.missing(WORDS.get(kind), name));
    }

    Entity byArn(String kind, String arn) {
        return store.resources()
                .find(kind, arn)
                .map(Entity::new)
                .orElseThrow(() -> IamFaults.missing(WORDS.get(kind), arn));
    }

    List<Entity> list(String kind, String pathPrefix) {
        return store.resources().list(kind).stream()
                .map(Entity::new)
                .filter(entity -> pathPrefix == null || entity.text("path").startsWith(pathPrefix))
                .toList();
    }

    void change(Entity entity, UnaryOperator<ObjectNode> change) {
        store.resources()
                .update(
                        entity.row().kind(),
                        entity.arn(),
                        row -> row.with(change.apply(row.document().deepCopy())));
    }

    void delete(Entity entity) {
        store.together(() -> {
            store.resources().delete(entity.row().kind(), entity.arn());
            store.tags().removeAll(entity.arn());
            store.sealed().deleteAll(entity.arn());
            return null;
        });
    }

    // policies of users and roles

    void putInline(String kind, String name, String policy, String document) {
        PolicyDocument.parse(document);
        change(require(kind, name), row -> {
            Map<String, String> inline = new Entity(new Resource(kind, "", "", "", "", row)).inline();
            inline.put(policy, document);
            return Entity.withInline(row, inline);
        });
    }

    String inline(String kind, String name, String policy) {
        String document = require(kind, name).inline().get(policy);
        if (document == null) {
            throw IamFaults.missing(WORDS.get(kind) + " policy", policy);
        }
        return document;
    }

    void deleteInline(String kind, String name, String policy) {
        inline(kind, name, policy);
        change(require(kind, name), row -> {
            Map<String, String> inline = new Entity(new Resource(kind, "", "", "", "", row)).inline();
            inline.remove(policy);
            return Entity.withInline(row, inline);
        });
    }

    void attach(String kind, String name, String policyArn) {
        if (!policyArn.startsWith("arn:aws:iam::aws:")) {
            byArn(POLICY, policyArn);
        }
        change(require(kind, name), row -> {
            List<String> attached = new ArrayList<>(new Entity(new Resource(kind, "", "", "", "", row)).attached());
            if (!attached.contains(policyArn)) {
                attached.add(policyArn);
            }
            return Entity.withAttached(row, attached);
        });
    }

    void detach(String kind, String name, String policyArn) {
        if (!require(kind, name).attached().contains(policyArn)) {
            throw IamFaults.missing("attached policy", policyArn);
        }
        change(require(kind, name), row -> {
            List<String> attached = new ArrayList<>(new Entity(new Resource(kind, "", "", "", "", row)).attached());
            attached.remove(policyArn);
            return Entity.withAttached(row, attached);
        });
    }

    void requireBare(Entity entity) {
        if (!entity.inline().isEmpty() || !entity.attached().isEmpty()) {
            throw IamFaults.conflict(
                    "Cannot delete entity, must delete policies first: " + entity.name() + " has inline policies "
                            + entity.inline().keySet() + " and attached ones " + entity.attached() + ".");
        }
    }

    /** All policies that hold for a user or role. Policies of AWS itself exist by name only and say nothing here. */
    List<PolicyDocument> policies(Entity entity) {
        List<PolicyDocument> policies = new ArrayList<>();
        entity.inline().values().forEach(document -> policies.add(PolicyDocument.parse(document)));
        for (String arn : entity.attached()) {
            store.resources()
                    .find(POLICY, arn)
                    .ifPresent(row -> policies.add(
                            PolicyDocument.parse(row.document().path("policy").asText())));
        }
        return policies;
    }

    int attachments(String policyArn) {
        int count = 0;
        for (String kind : List.of(ROLE, USER)) {
            count += (int) list(kind, null).stream()
                    .filter(entity -> entity.attached().contains(policyArn))
                    .count();
        }
        return count;
    }
}
