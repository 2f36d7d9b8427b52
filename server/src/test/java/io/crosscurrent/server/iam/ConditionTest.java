/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Condition block beside a request, a row each. The request: see {@link #CONTEXT}. */
class ConditionTest {
    private static final RequestContext CONTEXT = RequestContext.of(Map.ofEntries(
                    Map.entry("aws:username", List.of("anna")),
                    Map.entry("aws:SourceIp", List.of("10.1.2.3")),
                    Map.entry("net:six", List.of("2001:db8::7")),
                    Map.entry("aws:CurrentTime", List.of("2026-06-30T12:00:00Z")),
                    Map.entry("aws:EpochTime", List.of("1782820800")),
                    Map.entry("aws:SecureTransport", List.of("false")),
                    Map.entry("aws:PrincipalArn", List.of("arn:aws:iam::000000000000:user/team/anna")),
                    Map.entry("s:size", List.of("10")),
                    Map.entry("s:word", List.of("ten")),
                    Map.entry("aws:RequestTag/team", List.of("blue")),
                    Map.entry("aws:TagKeys", List.of("team", "cost")),
                    Map.entry("bin:key", List.of("QmluYXJ5"))))
            .about("arn:aws:dms:r:1:task:T", resource -> Map.of("stage", "test", "owner", "anna"));

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"StringEquals":{"aws:username":"anna"}}                                        | true
                    {"StringEquals":{"AWS:UserName":"anna"}}                                        | true
                    {"StringEquals":{"aws:username":"Anna"}}                                        | false
                    {"StringEquals":{"aws:username":["bob","anna"]}}                                | true
                    {"StringEquals":{"aws:username":"an*"}}                                         | false
                    {"StringEquals":{"no:key":"anna"}}                                              | false
                    {"StringNotEquals":{"aws:username":"bob"}}                                      | true
                    {"StringNotEquals":{"aws:username":["bob","anna"]}}                             | false
                    {"StringNotEquals":{"no:key":"anna"}}                                           | true
                    {"StringEqualsIgnoreCase":{"aws:username":"ANNA"}}                              | true
                    {"StringNotEqualsIgnoreCase":{"aws:username":"ANNA"}}                           | false
                    {"StringLike":{"aws:username":"a*a"}}                                           | true
                    {"StringLike":{"aws:username":"a?a"}}                                           | false
                    {"StringLike":{"aws:username":"A*"}}                                            | false
                    {"StringNotLike":{"aws:username":["b*","c*"]}}                                  | true
                    {"StringLike":{"aws:username":"*"},"Bool":{"aws:SecureTransport":"true"}}       | false
                    {"StringEquals":{"aws:username":"anna","aws:RequestTag/team":"red"}}            | false
                    {"StringEquals":{"aws:username":"anna","aws:RequestTag/team":"blue"}}           | true
                    {"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::*:user/team/*"}}                 | true
                    {"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::000000000000:user/*"}}             | true
                    {"ArnLike":{"aws:PrincipalArn":"arn:aws:iam:*:user/*"}}                         | false
                    {"ArnLike":{"aws:PrincipalArn":"*"}}                                            | true
                    {"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/*"}}                     | true
                    {"ArnNotEquals":{"aws:PrincipalArn":"arn:aws:iam::*:user/*"}}                   | false
                    {"ArnEquals":{"aws:username":"arn:aws:iam::*:user/*"}}                          | false
                    {"NumericEquals":{"s:size":"10.0"}}                                             | true
                    {"NumericNotEquals":{"s:size":"10"}}                                            | false
                    {"NumericLessThan":{"s:size":"10"}}                                             | false
                    {"NumericLessThanEquals":{"s:size":10}}                                         | true
                    {"NumericGreaterThan":{"s:size":"9"}}                                           | true
                    {"NumericGreaterThanEquals":{"s:size":"11"}}                                    | false
                    {"NumericLessThan":{"s:word":"11"}}                                             | false
                    {"DateLessThan":{"aws:CurrentTime":"2026-07-01T00:00:00Z"}}                     | true
                    {"DateLessThan":{"aws:CurrentTime":"2026-06-30T14:00:00+02:00"}}                | false
                    {"DateEquals":{"aws:CurrentTime":"2026-06-30T14:00:00+02:00"}}                  | true
                    {"DateNotEquals":{"aws:CurrentTime":"2026-06-30"}}                              | true
                    {"DateGreaterThan":{"aws:CurrentTime":"2026-06-30"}}                            | true
                    {"DateGreaterThanEquals":{"aws:EpochTime":"1782820800"}}                        | true
                    {"DateLessThanEquals":{"aws:EpochTime":"2026-06-30T12:00:00Z"}}                 | true
                    {"DateLessThanEquals":{"aws:EpochTime":"1782820799"}}                           | false
                    {"Bool":{"aws:SecureTransport":"False"}}                                        | true
                    {"Bool":{"aws:SecureTransport":true}}                                           | false
                    {"Bool":{"no:key":"false"}}                                                     | false
                    {"BinaryEquals":{"bin:key":"QmluYXJ5"}}                                         | true
                    {"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}                                     | true
                    {"IpAddress":{"aws:SourceIp":["192.168.0.0/16","10.1.2.3"]}}                    | true
                    {"IpAddress":{"aws:SourceIp":"10.1.2.0/31"}}                                    | false
                    {"IpAddress":{"aws:SourceIp":"2001:db8::/32"}}                                  | false
                    {"IpAddress":{"net:six":"2001:db8::/32"}}                                       | true
                    {"IpAddress":{"net:six":"2001:db9::/32"}}                                       | false
                    {"IpAddress":{"aws:username":"10.0.0.0/8"}}                                     | false
                    {"NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"}}                                  | false
                    {"NotIpAddress":{"aws:SourceIp":"192.168.0.0/16"}}                              | true
                    {"NotIpAddress":{"no:key":"192.168.0.0/16"}}                                    | true
                    {"Null":{"no:key":"true"}}                                                      | true
                    {"Null":{"no:key":"false"}}                                                     | false
                    {"Null":{"aws:username":"true"}}                                                | false
                    {"Null":{"aws:username":"false"}}                                               | true
                    {"StringEqualsIfExists":{"no:key":"x"}}                                         | true
                    {"StringEqualsIfExists":{"aws:username":"x"}}                                   | false
                    {"BoolIfExists":{"no:key":"true"}}                                              | true
                    {"IpAddressIfExists":{"aws:SourceIp":"192.168.0.0/16"}}                         | false
                    {"ForAllValues:StringEquals":{"aws:TagKeys":["team","cost","stage"]}}           | true
                    {"ForAllValues:StringEquals":{"aws:TagKeys":["team"]}}                          | false
                    {"ForAllValues:StringEquals":{"no:key":["team"]}}                               | true
                    {"ForAllValues:StringNotEquals":{"aws:TagKeys":["secret"]}}                     | true
                    {"ForAllValues:StringNotEquals":{"aws:TagKeys":["cost"]}}                       | false
                    {"ForAnyValue:StringEquals":{"aws:TagKeys":["team"]}}                           | true
                    {"ForAnyValue:StringEquals":{"aws:TagKeys":["secret"]}}                         | false
                    {"ForAnyValue:StringEquals":{"no:key":["team"]}}                                | false
                    {"ForAnyValue:StringNotEquals":{"aws:TagKeys":["team"]}}                        | true
                    {"ForAnyValue:StringLike":{"aws:TagKeys":"c*"}}                                 | true
                    {"ForAnyValue:StringEqualsIfExists":{"no:key":"x"}}                             | true
                    {"StringEquals":{"aws:ResourceTag/stage":"test"}}                               | true
                    {"StringEquals":{"aws:ResourceTag/Stage":"test"}}                               | false
                    {"StringEquals":{"dms:task-tag/stage":"test"}}                                  | true
                    {"StringEquals":{"aws:ResourceTag/owner":"${aws:username}"}}                    | true
                    {"StringEquals":{"aws:ResourceTag/stage":"${aws:username}"}}                    | false
                    {"StringEquals":{"aws:ResourceTag/stage":"${no:key}"}}                          | false
                    {"StringEquals":{"aws:ResourceTag/stage":"${no:key, 'test'}"}}                  | true
                    {"StringLike":{"aws:ResourceTag/owner":"${*}"}}                                 | true
                    {}                                                                              | true
                    """)
    void holds(String block, boolean expected) throws IOException {
        assertThat(Condition.parse(new ObjectMapper().readTree(block)).stream()
                        .allMatch(condition -> condition.holds(CONTEXT)))
                .isEqualTo(expected);
    }

    @Test
    void patternsOfManyStarsTakeNoLongTime() {
        assertThat(Wildcards.match("*a".repeat(2_000) + "b", "a".repeat(4_000))).isFalse();
        assertThat(Wildcards.match("", "")).isTrue();
        assertThat(Wildcards.match("a*", "")).isFalse();
    }
}
