/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents name exists. */
class DocumentsTest {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]+(?:[A-Z][A-Za-z]*)+)`");
    private static final Pattern SHOWN_BY = Pattern.compile("`([A-Z][A-Za-z]+(?:Test|IT)\\.[a-z][A-Za-z0-9]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    @Test
    void everyTypeNamedInTheArchitectureExists() throws IOException {
        Set<String> types = sources();
        assertThat(matches(TYPE, read("ARCHITECTURE.md"))).isNotEmpty().allSatisfy(name -> assertThat(
                        types.contains(name) || isFromTheJdk(name))
                .as("%s exists", name)
                .isTrue());
    }

    @Test
    void everyLinkOfTheReadmeLeadsSomewhere() throws IOException {
        assertThat(matches(LINK, read("README.md")))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(REPOSITORY.resolve(link)).exists());
    }

    @Test
    void everyModuleOfTheBuildStandsInTheArchitecture() throws IOException {
        String architecture = read("ARCHITECTURE.md");
        assertThat(matches(Pattern.compile("<module>([^<]+)</module>"), read("pom.xml")))
                .isNotEmpty()
                .allSatisfy(module -> assertThat(architecture).contains("| `" + module + "` |"));
    }

    @Test
    void everyTestOfTheThreatModelExists() throws IOException {
        everyRowNamesTests(read("docs/reference/security.md"), "| threat |");
    }

    @Test
    void everyTestThatShowsTheStudioExists() throws IOException {
        String studio = read("docs/reference/studio.md");
        everyRowNamesTests(studio.substring(studio.indexOf("## What shows it")), "| what |");
    }

    private static void everyRowNamesTests(String document, String heads) {
        List<String> lines = document.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith(heads) && !line.startsWith("| ---"))
                .toList();
        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            Set<String> tests = matches(SHOWN_BY, line.substring(line.lastIndexOf(" | ")));
            assertThat(tests).as("tests of: %s", line).isNotEmpty();
            for (String test : tests) {
                assertThat(testSource(test.split("\\.")[0])).as(test).contains(" " + test.split("\\.")[1] + "(");
            }
        });
    }

    private static String testSource(String type) throws IOException {
        try (Stream<Path> files = Files.walk(REPOSITORY)) {
            Path file = files.filter(each -> each.endsWith(type + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no " + type));
            return Files.readString(file);
        }
    }

    private static Set<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(REPOSITORY)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }

    private static boolean isFromTheJdk(String name) {
        return List.of("ServiceLoader").contains(name);
    }

    private static Set<String> matches(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static String read(String file) throws IOException {
        return Files.readString(REPOSITORY.resolve(file));
    }
}
