/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.access;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The root access key, made at the first start and kept in a file only its owner may read. The file has the form of an
 * AWS shared credentials file with the profile {@code default}, so that {@code AWS_SHARED_CREDENTIALS_FILE} can point at
 * it. Immutable.
 */
public final class AccessKeys implements SigningKey.Lookup {
    private static final String ID_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String SECRET_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private final SigningKey root;

    private AccessKeys(SigningKey root) {
        this.root = root;
    }

    /** Reads the file, or makes key and file when there is none. */
    public static AccessKeys open(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return new AccessKeys(read(file));
        } catch (IOException e) {
            throw new CrosscurrentException(
                    "access.file_unreadable",
                    "The access key file " + file + " cannot be used: " + e.getMessage(),
                    "Make its directory writable for the user who runs Crosscurrent.",
                    e);
        }
    }

    public SigningKey root() {
        return root;
    }

    @Override
    public Optional<SigningKey> find(String accessKeyId) {
        return accessKeyId.equals(root.accessKeyId()) ? Optional.of(root) : Optional.empty();
    }

    private static void create(Path file) throws IOException {
        SecureRandom random = new SecureRandom();
        String text = "[default]\naws_access_key_id = AKIA" + draw(random, ID_CHARACTERS, 16)
                + "\naws_secret_access_key = " + draw(random, SECRET_CHARACTERS, 40) + "\n";
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.deleteIfExists(draft);
        OwnerOnly.write(draft, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static SigningKey read(Path file) throws IOException {
        Map<String, String> values = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(
                        line.substring(0, equals).trim(),
                        line.substring(equals + 1).trim());
            }
        }
        String id = values.get("aws_access_key_id");
        String secret = values.get("aws_secret_access_key");
        if (id == null || secret == null) {
            throw new CrosscurrentException(
                    "access.file_damaged",
                    "The access key file " + file + " has no aws_access_key_id or no aws_secret_access_key.",
                    "Mend it, or delete it so that a new key is made at the next start.");
        }
        return new SigningKey(id, secret, "");
    }

    private static String draw(SecureRandom random, String characters, int length) {
        StringBuilder out = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            out.append(characters.charAt(random.nextInt(characters.length())));
        }
        return out.toString();
    }
}
