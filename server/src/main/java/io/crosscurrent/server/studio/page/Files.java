/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.page;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The files of the page, from the class path below {@code studio/}. They hold nothing that must not be seen. The page names
 * its files by addresses with the {@link FilesVersion} in them, which a browser need not ask for twice.
 */
final class Files {
    /** Where files stand whose address changes when any of them does: {@code at/<version>/script/main.js}. */
    static final String VERSIONED = "at/";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "mjs", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "json", "application/json");
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
    private static final Pattern OWN_FILE = Pattern.compile("\"/studio/(script|style|vendor)/");
    private static final String FOREVER = "public, max-age=31536000, immutable";

    private final String version = FilesVersion.get();
    private final Map<String, Asset> assets = new ConcurrentHashMap<>();

    private record Asset(byte[] bytes, byte[] packed, String type, String tag, String policy) {
        static final Asset NONE = new Asset(new byte[0], new byte[0], "", "", "");
    }

    /** @param path below {@code studio/}; never leaves it, as the class path knows no ".." */
    void answer(Context context, String path) {
        Asset asset = path.matches("[\\w@./-]+") && !path.contains("..")
                ? assets.computeIfAbsent(path, this::load)
                : Asset.NONE;
        context.header("X-Content-Type-Options", "nosniff").header("Referrer-Policy", "no-referrer");
        if (asset == Asset.NONE) {
            context.status(404).contentType("text/plain").result("There is no such file.\n");
            return;
        }
        context.header("ETag", asset.tag()).header("Cache-Control", "no-cache").header("Vary", "Accept-Encoding");
        if (!asset.policy().isEmpty()) {
            context.header("Content-Security-Policy", asset.policy());
        }
        if (asset.tag().equals(context.header("If-None-Match"))) {
            context.status(304);
            return;
        }
        String accepted = context.header("Accept-Encoding");
        boolean packed = accepted != null && accepted.contains("gzip");
        if (packed) {
            context.header("Content-Encoding", "gzip");
        }
        context.contentType(asset.type()).result(packed ? asset.packed() : asset.bytes());
    }

    /** @param asked the version in the address; a page that was opened before an update gets what is there now, for once */
    void answer(Context context, String asked, String path) {
        answer(context, path);
        if (asked.equals(version) && context.statusCode() < 400) {
            context.header("Cache-Control", FOREVER);
        }
    }

    private Asset load(String path) {
        try (InputStream in = Files.class.getClassLoader().getResourceAsStream("studio/" + path)) {
            String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
            if (in == null || type == null) {
                return Asset.NONE;
            }
            byte[] bytes = in.readAllBytes();
            if (!path.endsWith(".html")) {
                return new Asset(bytes, packed(bytes), type, tag(bytes), "");
            }
            String page = OWN_FILE.matcher(new String(bytes, StandardCharsets.UTF_8))
                    .replaceAll("\"/studio/" + VERSIONED + version + "/$1/");
            byte[] versioned = page.getBytes(StandardCharsets.UTF_8);
            return new Asset(versioned, packed(versioned), type, tag(versioned), policy(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A weak one, as the bytes sent may be packed or not. */
    private static String tag(byte[] bytes) {
        return "W/\"" + FilesVersion.hash(bytes) + "\"";
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out) {
            {
                def.setLevel(9);
            }
        }) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /** The import map is the only script in the page itself; editor and drawing set styles. */
    private static String policy(String page) {
        Matcher map = IMPORT_MAP.matcher(page);
        String allowed = map.find()
                ? " 'sha256-"
                        + Base64.getEncoder()
                                .encodeToString(FilesVersion.digest(map.group(1).getBytes(StandardCharsets.UTF_8)))
                        + "'"
                : "";
        return "default-src 'none'; script-src 'self'" + allowed
                + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self';"
                + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
    }
}
