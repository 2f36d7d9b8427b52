/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.page;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of the page, from the class path below {@code studio/}. They hold nothing that must not be seen. */
final class Files {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "mjs", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "json", "application/json");
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private final Map<String, Asset> assets = new ConcurrentHashMap<>();

    private record Asset(byte[] bytes, String type, String tag, String policy) {
        static final Asset NONE = new Asset(new byte[0], "", "", "");
    }

    /** @param path below {@code studio/}; never leaves it, as the class path knows no ".." */
    void answer(Context context, String path) {
        Asset asset = path.matches("[\\w@./-]+") && !path.contains("..")
                ? assets.computeIfAbsent(path, Files::load)
                : Asset.NONE;
        context.header("X-Content-Type-Options", "nosniff").header("Referrer-Policy", "no-referrer");
        if (asset == Asset.NONE) {
            context.status(404).contentType("text/plain").result("There is no such file.\n");
            return;
        }
        context.header("ETag", asset.tag()).header("Cache-Control", "no-cache");
        if (!asset.policy().isEmpty()) {
            context.header("Content-Security-Policy", asset.policy());
        }
        if (asset.tag().equals(context.header("If-None-Match"))) {
            context.status(304);
            return;
        }
        context.contentType(asset.type()).result(asset.bytes());
    }

    private static Asset load(String path) {
        try (InputStream in = Files.class.getClassLoader().getResourceAsStream("studio/" + path)) {
            String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
            if (in == null || type == null) {
                return Asset.NONE;
            }
            byte[] bytes = in.readAllBytes();
            String tag = "\"" + HexFormat.of().formatHex(hash(bytes), 0, 12) + "\"";
            return new Asset(bytes, type, tag, path.endsWith(".html") ? policy(bytes) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The import map is the only script in the page itself; editor and drawing set styles. */
    private static String policy(byte[] page) {
        Matcher map = IMPORT_MAP.matcher(new String(page, StandardCharsets.UTF_8));
        String allowed = map.find()
                ? " 'sha256-"
                        + Base64.getEncoder().encodeToString(hash(map.group(1).getBytes(StandardCharsets.UTF_8))) + "'"
                : "";
        return "default-src 'none'; script-src 'self'" + allowed
                + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self';"
                + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
