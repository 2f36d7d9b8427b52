/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDocumentTest {
    private static final String TASK = "arn:aws:dms:r:1:task:ABC";
    private static final RequestContext CONTEXT = RequestContext.of(Map.of("aws:username", List.of("ABC")));

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
                    {"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"x":"true"}}}        | SILENT
                    {"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Null":{"x":"true"}}}        | DENY
                    {"Effect":"Allow","Action":"*","Resource":"arn:aws:dms:r:1:task:${aws:username}"}      | ALLOW
                    {"Effect":"Allow","Action":"*","Resource":"arn:aws:dms:r:1:task:${aws:userid}"}        | SILENT
                    """)
    void decides(String statement, PolicyDocument.Decision decision) {
        PolicyDocument policy = PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}");
        assertThat(policy.decide("dms:StartReplicationTask", TASK, CONTEXT)).isEqualTo(decision);
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
                    {"Statement":{"Effect":"Allow","Action":"*","Condition":[]}} | must be an object of operators
                    {"Statement":{"Effect":"Allow","Action":"*","Condition":{"StringIs":{"a":"b"}}}} | no operator StringIs
                    {"Statement":{"Effect":"Allow","Action":"*","Condition":{"NullIfExists":{"a":"true"}}}} | no operator NullIfExists
                    {"Statement":{"Effect":"Allow","Action":"*","Condition":{"Bool":"a"}}} | must be an object of keys
                    {"Statement":{"Effect":"Allow","Action":"*","Condition":{"Bool":{"a":"yes"}}}} | needs true or false, not "yes"
                    {"Statement":{"Effect":"Allow","Action":"*","Condition":{"NumericEquals":{"a":"x"}}}} | needs a number
                    {"Statement":{"Effect":"Allow","Action":"*","Condition":{"DateLessThan":{"a":"soon"}}}} | needs a time
                    {"Statement":{"Effect":"Allow","Action":"*","Condition":{"IpAddress":{"a":"localhost"}}}} | needs an address
                    {"Statement":{"Effect":"Allow","Action":"*","Condition":{"IpAddress":{"a":"10.0.0.0/33"}}}} | needs an address
                    """)
    void badDocumentsAreRefused(String document, String message) {
        assertThatThrownBy(() -> PolicyDocument.parse(document)).hasMessageContaining(message);
    }
}
