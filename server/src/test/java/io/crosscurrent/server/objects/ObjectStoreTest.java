/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectStoreTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"../../outside", "/etc/passwd", "..", "a/../../b", "C:\\x"})
    void noKeyLeadsOutOfTheStore(String key) throws IOException {
        Path home = Files.createDirectories(directory.resolve("objects").resolve("deep"));
        ObjectStore objects = new ObjectStore(home);
        objects.putText("bucket", key, "text");
        assertThat(objects.get("bucket", key)).isPresent();
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(file).startsWith(home));
        }
    }

    @Test
    void aBucketIsNoPath() {
        ObjectStore objects = new ObjectStore(directory);
        assertThatThrownBy(() -> objects.putText("../bucket", "a", "text")).hasMessageContaining("bucket");
        assertThatThrownBy(() -> objects.putText("a..b", "a", "text")).hasMessageContaining("bucket");
    }
}
