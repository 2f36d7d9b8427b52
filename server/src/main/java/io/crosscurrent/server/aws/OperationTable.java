/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Which operations a service offers and which members each must be given: clients do not check, so the server does. Text
 * resource, one operation a line: its name, then its required members.
 */
record OperationTable(Map<String, List<String>> required) {
    static OperationTable load(Class<?> owner, String resource) {
        Map<String, List<String>> required = new TreeMap<>();
        try (InputStream in = Objects.requireNonNull(owner.getResourceAsStream(resource), resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> words = List.of(line.trim().split("\\s+"));
                if (!line.isBlank() && !line.startsWith("#")) {
                    required.put(words.get(0), words.subList(1, words.size()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new OperationTable(Map.copyOf(required));
    }

    boolean offers(String operation) {
        return required.containsKey(operation);
    }
}
