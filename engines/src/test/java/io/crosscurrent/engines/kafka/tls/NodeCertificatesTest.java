/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeCertificatesTest {
    @TempDir
    Path directory;

    @Test
    void theAuthorityIsMadeOnceAndIssuesForEveryNameOfTheNode() throws Exception {
        // Given
        NodeCertificates first = NodeCertificates.in(directory, Set.of("127.0.0.1"));
        String authority = Files.readString(first.authority());
        String server = Files.readString(first.keyStore());
        // When
        NodeCertificates again = NodeCertificates.in(directory, Set.of("127.0.0.1"));
        // Then
        assertThat(again).isEqualTo(first);
        assertThat(first.keyStore()).hasContent(server);
        // When
        NodeCertificates.in(directory, Set.of("kafka.example"));
        // Then
        assertThat(first.authority()).hasContent(authority);
        X509Certificate renewed = Pem.certificate(Files.readString(first.keyStore()));
        renewed.verify(Pem.certificate(authority).getPublicKey());
        assertThat(renewed.getSubjectAlternativeNames())
                .extracting(name -> (String) name.get(1))
                .containsExactlyInAnyOrder("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "kafka.example");
        assertThat(renewed.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void keysAreForTheirOwnerAlone() throws Exception {
        NodeCertificates made = NodeCertificates.in(directory, Set.of());
        for (Path file : List.of(made.keyStore(), directory.resolve("ca-key.pem"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void saysWhatToDoWithDamagedFiles() throws Exception {
        NodeCertificates made = NodeCertificates.in(directory, Set.of());
        Files.writeString(made.keyStore(), "nothing");
        assertThatThrownBy(() -> NodeCertificates.in(directory, Set.of()))
                .isInstanceOfSatisfying(
                        CrosscurrentException.class, e -> assertThat(e.remedy()).contains("Delete"));
    }
}
