/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.studio.note.Forms;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretParametersTest {
    private final List<String> asked = new ArrayList<>();

    private SecretParameters of(String text, String secret) {
        return SecretParameters.of(text, (command, output, stop) -> {
            asked.add(command);
            output.accept(secret + "\n");
        });
    }

    @Test
    void membersArePutInBetweenQuotesAndOnlyWhatIsSecretIsHidden() {
        // Given
        String text = "'${secret:a/b:username}', '${secret:a/b:password}', '${secret:a/b:port}', '${other=x}'";
        // When
        SecretParameters secrets = of(text, "{\"username\":\"ann\",\"password\":\"it's\",\"port\":3306}");
        // Then
        assertThat(Forms.fill(text, secrets.values()).text()).isEqualTo("'ann', 'it''s', '3306', 'x'");
        assertThat(secrets.hidden()).containsExactly("it's");
        assertThat(asked)
                .containsExactly(
                        "secretsmanager get-secret-value --secret-id 'a/b' --query SecretString --output text");
    }

    @Test
    void withoutAMemberTheWholeSecretIsMeant() {
        assertThat(of("${secret:key}", "s3cr3t").values()).containsEntry("key", "s3cr3t");
    }

    @Test
    void aCellWithoutSecretsAsksForNone() {
        assertThat(of("SELECT '${secrets=1}'", "").values()).isEmpty();
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "${secret:login:colour}~The secret login has no member colour.~username",
                "${secret:lo gin:password}~names no secret~secret:name:member",
                "${secret:a'; b:password}~names no secret~secret:name:member",
            })
    void whatIsMissingIsNamed(String text, String message, String remedy) {
        CrosscurrentException failure =
                catchThrowableOfType(CrosscurrentException.class, () -> of(text, "{\"password\":\"hidden\"}"));
        assertThat(failure).hasMessageContaining(message);
        assertThat(failure.remedy()).contains(remedy);
        assertThat(failure.oneLine()).doesNotContain("hidden");
    }
}
