/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page is whole: whatever a module or the page itself asks for is packaged. */
class ImportsTest {
    private static final Path ROOT = Path.of("target", "classes", "studio").toAbsolutePath();
    private static final Pattern IMPORT = Pattern.compile(
            "(?m)^\\s*(?:import\\s*(?:[\\w*{}\\s,$]+?\\s*from\\s*)?|export\\s*[\\w*{}\\s,$]+?\\s*from\\s*)['\"]([^'\"\\n]+)['\"]|\\bimport\\([\"']([^\"'\\n]+)[\"']\\)");
    private static final Pattern MAP = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("(?:href|src)=\"/studio/([^\"]+)\"");

    @Test
    void everyImportLeadsToAFile() throws IOException {
        JsonNode map = importMap();
        List<String> missing = new ArrayList<>();
        int found = 0;
        for (Path module : modules()) {
            Matcher imports = IMPORT.matcher(Files.readString(module));
            while (imports.find()) {
                found++;
                String name = imports.group(1) != null ? imports.group(1) : imports.group(2);
                Path file = resolve(module, name, map);
                if (file == null || !Files.isRegularFile(file)) {
                    missing.add(ROOT.relativize(module) + " imports " + name);
                }
            }
        }
        assertThat(found).isGreaterThan(100);
        assertThat(missing).isEmpty();
    }

    @Test
    void everyFileThePageNamesIsThere() throws IOException {
        Matcher files = FILE.matcher(Files.readString(ROOT.resolve("index.html")));
        List<String> names = new ArrayList<>();
        while (files.find()) {
            names.add(files.group(1));
        }
        assertThat(names).hasSizeGreaterThan(8).allSatisfy(name -> assertThat(ROOT.resolve(name))
                .isRegularFile());
    }

    @Test
    void everyLibraryIsThereOnceAndWithItsLicence() throws IOException {
        try (Stream<Path> libraries = Files.list(ROOT.resolve("vendor"))) {
            assertThat(libraries.toList()).hasSize(19).allSatisfy(library -> {
                try (Stream<Path> inside = Files.walk(library)) {
                    assertThat(inside.map(file -> file.getFileName().toString()))
                            .anyMatch(name -> name.startsWith("LICENSE"));
                }
            });
        }
    }

    private static JsonNode importMap() throws IOException {
        Matcher map = MAP.matcher(Files.readString(ROOT.resolve("index.html")));
        assertThat(map.find()).isTrue();
        return new ObjectMapper().readTree(map.group(1)).path("imports");
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith("js"))
                    .toList();
        }
    }

    private static Path resolve(Path module, String name, JsonNode map) {
        if (name.startsWith(".")) {
            return module.resolveSibling(name).normalize();
        }
        String target = map.path(name).asText("");
        if (target.isEmpty()) {
            int slash = name.indexOf('/');
            String folder =
                    slash < 0 ? "" : map.path(name.substring(0, slash + 1)).asText("");
            target = folder.isEmpty() ? "" : folder + name.substring(slash + 1);
        }
        return target.isEmpty() ? null : ROOT.resolve(target.substring("/studio/".length()));
    }
}
