/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.store.Events.Event;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the control plane relies on, whichever database keeps it. */
interface StoreContract {
    /** The same for all tests of a class; each uses a kind of its own. */
    Store store();

    @Test
    default void anIdAndANameAreTakenOnce() {
        store().resources().insert(resource("names", "1", "orders", "{\"a\":\"ä\"}"));
        assertThatThrownBy(() -> store().resources().insert(resource("names", "1", "other", "{}")))
                .isInstanceOf(Store.AlreadyThere.class);
        assertThatThrownBy(() -> store().resources().insert(resource("names", "2", "orders", "{}")))
                .isInstanceOf(Store.AlreadyThere.class);
        assertThat(store().resources().list("names"))
                .singleElement()
                .satisfies(row -> assertThat(row.document().path("a").asText()).isEqualTo("ä"));
        assertThat(store().resources().findByName("names", "orders")).isPresent();
    }

    @Test
    default void rowsAreFoundAndDeletedByTheBeginningOfTheirIds() {
        for (String id : List.of("n_1|a", "n_1|b", "nx1|a", "n_12|a", "n%|a")) {
            store().resources().insert(resource("prefixes", id, id, "{}"));
        }
        assertThat(store().resources().listByPrefix("prefixes", "n_1|"))
                .extracting(Resource::id)
                .containsExactly("n_1|a", "n_1|b");
        store().resources().deleteByPrefix("prefixes", "n%|");
        assertThat(store().resources().list("prefixes")).hasSize(4);
        store().resources().deleteByPrefix("prefixes", "n_1|");
        assertThat(store().resources().list("prefixes"))
                .extracting(Resource::id)
                .containsExactly("nx1|a", "n_12|a");
    }

    @Test
    default void changesOfOneRowFollowEachOther() {
        store().resources().insert(resource("counters", "1", "n", "{\"n\":0}"));
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            writers.add(CompletableFuture.runAsync(() -> {
                for (int j = 0; j < 50; j++) {
                    store().resources().update("counters", "1", StoreContract::incremented);
                }
            }));
        }
        writers.forEach(CompletableFuture::join);
        assertThat(store().resources()
                        .find("counters", "1")
                        .orElseThrow()
                        .document()
                        .path("n")
                        .asInt())
                .isEqualTo(200);
    }

    private static Resource incremented(Resource row) {
        ObjectNode next = row.document().deepCopy();
        next.put("n", next.path("n").asInt() + 1);
        return row.with(next);
    }

    @Test
    default void callsTogetherHoldOrNoneDoes() {
        assertThatThrownBy(() -> store().together(() -> {
                    store().resources().insert(resource("together", "1", "a", "{}"));
                    store().tags().put("together-1", Map.of("owner", "me"));
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        assertThat(store().resources().list("together")).isEmpty();
        assertThat(store().tags().of("together-1")).isEmpty();
    }

    @Test
    default void sealedValuesTagsAndEventsComeBackAsTheyWere() {
        byte[] secret = "pässword\0".getBytes(StandardCharsets.UTF_8);
        store().sealed().put("owner", "password", secret);
        store().sealed().put("owner", "password", secret);
        assertThat(store().sealed().find("owner", "password"))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(secret));
        store().tags().put("r", Map.of("b", "2", "a", ""));
        store().tags().put("r", Map.of("b", "3"));
        assertThat(store().tags().of("r")).containsExactly(Map.entry("a", ""), Map.entry("b", "3"));
        store().events().add(new Event("orders", "replication-task", "creation", "created", 1_700_000_000_000L));
        assertThat(store().events().between(1_700_000_000_000L, 1_700_000_000_001L))
                .extracting(Event::message)
                .containsExactly("created");
    }

    private static Resource resource(String kind, String id, String name, String document) {
        return new Resource(kind, id, name, "ready", "watch", PojoCodec.parse(document));
    }
}
