/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.SigningKey;
import io.crosscurrent.server.store.Sealed;
import io.crosscurrent.server.store.Store;
import io.crosscurrent.server.studio.note.Notes;
import io.crosscurrent.server.studio.page.StudioPages;
import io.crosscurrent.server.studio.run.Runs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The studio's own parts, and where they keep what they keep. */
public final class Studio {
    /** Ids of the notes that come with the program. */
    private static final List<String> SHIPPED = List.of(
            "setup-cdc-streaming",
            "test-cdc-streaming",
            "cleanup-cdc-streaming",
            "top-customers",
            "revenue-per-product-line",
            "revenue-windows",
            "data-quality",
            "enrichment",
            "enrichment-lookup",
            "enrichment-temporal",
            "strangler-fig",
            "data-lake");

    private Studio() {}

    /** @param directory of note files, made when the first is written */
    public static Notes notes(Path directory) {
        Map<String, byte[]> shipped = new LinkedHashMap<>();
        for (String id : SHIPPED) {
            String resource = "shipped/" + id + ".note.json";
            try (InputStream in = Studio.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IllegalStateException(resource + " is not packaged");
                }
                shipped.put(id, in.readAllBytes());
            } catch (IOException e) {
                throw new CrosscurrentException(
                        "studio.note_unreadable",
                        "The note " + id + " of the program cannot be read.",
                        "Install it again.",
                        e);
            }
        }
        return new Notes(directory, shipped);
    }

    /** What cookies are signed with: made once, so that logins outlive a restart. */
    public static byte[] cookieSecret(Store store) {
        Sealed sealed = store.sealed();
        return sealed.find("studio", "cookies").orElseGet(() -> {
            byte[] secret = new byte[32];
            new SecureRandom().nextBytes(secret);
            sealed.put("studio", "cookies", secret);
            return secret;
        });
    }

    /** What must be closed with the control plane. */
    public record Parts(Runs runs, StudioPages pages) implements AutoCloseable {
        /** Path that logs its first visitor in. */
        public String ticket(SigningKey key) {
            return pages.ticket(key);
        }

        @Override
        public void close() {
            pages.close();
            runs.close();
        }
    }
}
