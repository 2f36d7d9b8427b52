/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.store.Resource;
import io.crosscurrent.server.store.Store;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Dashboards: {@code {id, title, revision, tiles: [{note, cell, view, x, y, w, h}]}}. They belong to who made them; a link
 * shares one for reading, and only the hash of its token is kept. A change names the revision it was made on, so that nobody
 * saves over what they have not seen. Used by many threads.
 */
public final class Dashboards {
    private static final String KIND = "studio-dashboard";
    private static final String ROOT = "root";
    private static final int MOST_TILES = 100;

    private final Store store;
    private final SecureRandom random = new SecureRandom();

    public Dashboards(Store store) {
        this.store = store;
    }

    /** A dashboard and whose it is. */
    public record Board(String id, String owner, ObjectNode document) {
        /** Grows with each change. */
        public long revision() {
            return Dashboards.revision(document);
        }
    }

    public List<Board> list(String person) {
        return store.resources().list(KIND).stream()
                .map(Dashboards::board)
                .filter(board -> visible(board, person))
                .toList();
    }

    private static Board board(Resource row) {
        ObjectNode shown = row.document().deepCopy();
        String owner = shown.path("owner").asText();
        boolean shared = shown.hasNonNull("share");
        shown.remove(List.of("share", "owner"));
        shown.put("id", row.id()).put("shared", shared).put("revision", revision(row.document()));
        return new Board(row.id(), owner, shown);
    }

    private static boolean visible(Board board, String person) {
        return person.equals(ROOT) || board.owner().equals(person);
    }

    /** @throws CrosscurrentException {@code studio.dashboard_unknown}, also for one of somebody else */
    public Board find(String id, String person) {
        return store.resources()
                .find(KIND, id)
                .map(Dashboards::board)
                .filter(board -> visible(board, person))
                .orElseThrow(() -> unknown(id));
    }

    private static CrosscurrentException unknown(String id) {
        return new CrosscurrentException(
                "studio.dashboard_unknown", "There is no dashboard " + id + ".", "Choose one of the list.");
    }

    public Board create(String title, String person) {
        String id = UUID.randomUUID().toString().substring(0, 8);
        ObjectNode document = PojoCodec.object()
                .put("title", title.isBlank() ? "Dashboard" : title.strip())
                .put("owner", person);
        document.putArray("tiles");
        store.resources().insert(new Resource(KIND, id, id, "", "", document));
        return find(id, person);
    }

    private static long revision(ObjectNode document) {
        return document.path("revision").asLong();
    }

    /**
     * @param changed with the revision of the dashboard it was made on
     * @throws ApiException status 409 when it was changed since
     */
    public Board save(String id, ObjectNode changed, String person) {
        find(id, person);
        if (changed.path("tiles").size() > MOST_TILES) {
            throw new CrosscurrentException(
                    "studio.dashboard_too_large",
                    "The dashboard has " + changed.path("tiles").size() + " tiles; at most " + MOST_TILES
                            + " are kept.",
                    "Make a second one.");
        }
        store.resources().update(KIND, id, row -> {
            ObjectNode document = row.document().deepCopy();
            if (revision(document) != changed.path("revision").asLong(-1)) {
                throw new ApiException(
                        "studio.changed_elsewhere",
                        409,
                        "The dashboard was changed elsewhere meanwhile.",
                        Map.of("remedy", "Take theirs, or keep yours and save again."));
            }
            document.put("revision", revision(document) + 1);
            document.put("title", changed.path("title").asText("Dashboard"));
            document.set(
                    "tiles",
                    changed.path("tiles").isArray()
                            ? changed.path("tiles")
                            : PojoCodec.object().putArray("t"));
            return row.with(document);
        });
        return find(id, person);
    }

    public void delete(String id, String person) {
        find(id, person);
        store.resources().delete(KIND, id);
    }

    /** @return token of a new link; links given before end */
    public String share(String id, String person) {
        find(id, person);
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        store.resources().update(KIND, id, row -> {
            ObjectNode document = row.document().deepCopy();
            return row.with(document.put("share", hash(token)));
        });
        return token;
    }

    /** Ends the link. */
    public void unshare(String id, String person) {
        find(id, person);
        store.resources().update(KIND, id, row -> {
            ObjectNode document = row.document().deepCopy();
            document.remove("share");
            return row.with(document);
        });
    }

    public Optional<Board> shared(String token) {
        String hash = hash(token);
        return store.resources().list(KIND).stream()
                .filter(row -> MessageDigest.isEqual(
                        hash.getBytes(StandardCharsets.UTF_8),
                        row.document().path("share").asText("").getBytes(StandardCharsets.UTF_8)))
                .map(Dashboards::board)
                .findFirst();
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
