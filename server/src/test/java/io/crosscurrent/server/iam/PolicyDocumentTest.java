/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDocumentTest {
    private static final String TASK = "arn:aws:dms:r:1:task:ABC";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"Effect":"Allow","Action":"dms:*","Resource":"*"}                                     | ALLOW
                    {"Effect":"Allow","Action":"dms:startreplicationtask","Resource":"*"}                  | ALLOW
                    {"Effect":"Allow","Action":["s3:*","dms:Start*"],"Resource":"arn:aws:dms:*:task:A?C"}  | ALLOW
                    {"Effect":"Allow","Action":"dms:Stop*","Resource":"*"}                                 | SILENT
                    {"Effect":"Allow","Action":"dms:*","Resource":"arn:aws:dms:r:1:task:XYZ"}              | SILENT
                    {"Effect":"Allow","NotAction":"dms:Stop*","Resource":"*"}                              | ALLOW
                    {"Effect":"Allow","NotAction":"dms:*","Resource":"*"}                                  | SILENT
                    {"Effect":"Allow","Action":"dms:*","NotResource":"arn:aws:dms:r:1:task:*"}             | SILENT
                    {"Effect":"Deny","Action":"*","Resource":"*"}                                          | DENY
                    {"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"x":"true"}}}       | SILENT
                    {"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"x":"true"}}}        | DENY
                    """)
    void decides(String statement, PolicyDocument.Decision decision) {
        PolicyDocument policy = PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}");
        assertThat(policy.decide("dms:StartReplicationTask", List.of(TASK))).isEqualTo(decision);
    }

    @Test
    void anAllowingStatementMustCoverEverythingTheRequestIsAbout() {
        PolicyDocument policy = PolicyDocument.parse(
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"" + TASK + "\"}}");
        assertThat(policy.decide("dms:X", List.of(TASK, "arn:aws:dms:r:1:rep:I")))
                .isEqualTo(PolicyDocument.Decision.SILENT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    not json                                                    | not valid JSON
                    []                                                          | must be a JSON object
                    {"Statement":{"Effect":"Maybe","Action":"*"}}               | must be Allow or Deny
                    {"Statement":{"Effect":"Allow"}}                            | either Action or NotAction
                    {"Statement":{"Effect":"Allow","Action":"*","Resorce":"*"}} | no member Resorce
                    """)
    void badDocumentsAreRefused(String document, String message) {
        assertThatThrownBy(() -> PolicyDocument.parse(document)).hasMessageContaining(message);
    }
}
