/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ValueCaseTest {
    @Test
    void everyCaseStandsInTheReferenceOfMessages() throws IOException {
        String reference = Files.readString(Path.of("../docs/reference/messages.md"));
        assertThat(ValueCase.all("cases/values")).hasSizeGreaterThan(20).allSatisfy(each -> assertThat(reference)
                .contains("](../../mysql/src/test/resources/cases/values/" + each.name() + ".sql)"));
    }
}
