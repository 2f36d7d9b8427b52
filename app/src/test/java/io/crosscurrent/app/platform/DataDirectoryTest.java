/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    private Path parent;

    @Test
    void isForOnePlatformAtATime() {
        Path root = parent.resolve("data");
        try (DataDirectory first = DataDirectory.open(root)) {
            assertThat(first.root()).isEqualTo(root);
            assertThatThrownBy(() -> DataDirectory.open(root))
                    .isInstanceOfSatisfying(CrosscurrentException.class, failure -> assertThat(failure.code())
                            .isEqualTo("platform.already_running"));
        }
        DataDirectory.open(root).close();
    }

    @Test
    void isOpenToItsOwnerAlone() throws Exception {
        Path root = parent.resolve("data");
        try (DataDirectory data = DataDirectory.open(root)) {
            Path file = data.resolve("secrets").resolve("mysql");
            String password = Passwords.of(file, "admin");

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(password).hasSize(24).isEqualTo(Passwords.of(file, "admin"));
        }
    }

    @Test
    void clearingLeavesTheLockInPlace() throws Exception {
        try (DataDirectory data = DataDirectory.open(parent.resolve("data"))) {
            Files.createDirectories(data.resolve("kafka/log"));
            Files.writeString(data.resolve("kafka/log/0"), "x");

            data.clear();

            assertThat(data.root()).isDirectoryContaining("glob:**/lock");
            assertThat(data.root().toFile().list()).containsExactly("lock");
        }
    }

    @Test
    void thePortOfTheLastStartIsRemembered() throws Exception {
        try (DataDirectory data = DataDirectory.open(parent.resolve("data"))) {
            assertThat(ClientFiles.lastPort(data)).isEqualTo(PlatformSettings.USUAL_PORT);

            ClientFiles.writeConfig(data, java.net.URI.create("http://127.0.0.1:4599"), "us-east-1");

            assertThat(ClientFiles.lastPort(data)).isEqualTo(4599);
        }
    }
}
