/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.kafka.model.ClusterInfo;

/** The forms beside AWS JSON, each read and written as its clients do. */
class WireFormsTest {
    private static <T> T form(String body, Object builder, Class<T> type) {
        return type.cast(FormCodec.read(FormTree.of(QueryString.parse(body.replace("+", "%20"))), builder));
    }

    @Test
    void aFormIsReadIntoListsTimesAndFlags() {
        CreateStackRequest request = form(
                "Action=CreateStack&StackName=a+b%21&Parameters.member.2.ParameterKey=P2&Parameters.member.1.ParameterKey=P1"
                        + "&Parameters.member.1.UsePreviousValue=true&Capabilities=&Tags.member.1.Key=k&Tags.member.1.Value="
                        + "&TimeoutInMinutes=5&Unknown.member.1=x",
                CreateStackRequest.builder(), CreateStackRequest.class);
        assertThat(request.stackName()).isEqualTo("a b!");
        assertThat(request.parameters()).extracting(p -> p.parameterKey()).containsExactly("P1", "P2");
        assertThat(request.parameters().get(0).usePreviousValue()).isTrue();
        assertThat(request.hasCapabilities()).isTrue();
        assertThat(request.capabilities()).isEmpty();
        assertThat(request.hasNotificationARNs()).isFalse();
        assertThat(request.tags().get(0).value()).isEmpty();
        assertThat(request.timeoutInMinutes()).isEqualTo(5);
        GetMetricDataRequest metrics = form(
                "StartTime=2026-01-31T12%3A00%3A00.123456789Z",
                GetMetricDataRequest.builder(), GetMetricDataRequest.class);
        assertThat(metrics.startTime()).isEqualTo(Instant.parse("2026-01-31T12:00:00.123456789Z"));
    }

    @Test
    void aWrongValueOfAFormIsNamed() {
        assertThatThrownBy(() -> form("TimeoutInMinutes=soon", CreateStackRequest.builder(), CreateStackRequest.class))
                .hasMessage("The parameter TimeoutInMinutes must be a number.");
        assertThatThrownBy(() -> form("a.".repeat(40) + "a=1", CreateStackRequest.builder(), CreateStackRequest.class))
                .hasMessageContaining("nested too deeply");
    }

    @Test
    void xmlHasItsWrappersAndEmptyListsAndNoForbiddenCharacters() {
        String xml = new String(
                XmlCodec.response(
                        "GetTemplateSummary",
                        "http://ns/",
                        GetTemplateSummaryResponse.builder()
                                .parameters(java.util.List.of())
                                .description("a<b>&\u0001\r\n")
                                .build(),
                        "id-1"),
                StandardCharsets.UTF_8);
        assertThat(xml)
                .contains("<GetTemplateSummaryResponse xmlns=\"http://ns/\"><GetTemplateSummaryResult>")
                .contains("<Parameters></Parameters>")
                .contains("a&lt;b&gt;&amp;\uFFFD&#13;\n")
                .contains("<ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata>");
        String stacks = new String(
                XmlCodec.response(
                        "DescribeStacks",
                        "",
                        DescribeStacksResponse.builder()
                                .stacks(Stack.builder()
                                        .stackName("s")
                                        .creationTime(Instant.ofEpochMilli(1))
                                        .build())
                                .build(),
                        "id"),
                StandardCharsets.UTF_8);
        assertThat(stacks)
                .contains(
                        "<Stacks><member><StackName>s</StackName><CreationTime>1970-01-01T00:00:00.001Z</CreationTime>");
    }

    @Test
    void timesOfMskAreTextAndThoseOfOthersNumbers() {
        ClusterInfo info =
                ClusterInfo.builder().creationTime(Instant.ofEpochMilli(1_500)).build();
        assertThat(PojoCodec.write(info).path("creationTime").textValue()).isEqualTo("1970-01-01T00:00:01.500Z");
    }

    @Test
    void cborIsReadAndWrittenWithTaggedTimes() throws Exception {
        byte[] request = new CBORMapper()
                .writeValueAsBytes(Map.of("StartTime", 1_700_000_000.5, "MetricDataQueries", java.util.List.of()));
        GetMetricDataRequest read =
                PojoCodec.read(CborCodec.parse(request), GetMetricDataRequest.builder(), GetMetricDataRequest.class);
        assertThat(read.startTime()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_500L));
        byte[] answer = CborCodec.write(GetMetricDataResponse.builder()
                .metricDataResults(MetricDataResult.builder()
                        .id("a")
                        .timestamps(Instant.ofEpochMilli(2_000))
                        .values(1.5)
                        .build())
                .build());
        assertThat(new ObjectMapper()
                        .valueToTree(new CBORMapper().readTree(answer))
                        .toString())
                .isEqualTo("{\"MetricDataResults\":[{\"Id\":\"a\",\"Timestamps\":[2.0],\"Values\":[1.5]}]}");
        // tag 1, then a double
        assertThat(java.util.HexFormat.of().formatHex(answer)).contains("c1fb4000000000000000");
        assertThatThrownBy(() -> CborCodec.parse(new byte[] {1, 2, 3})).hasMessageContaining("CBOR");
    }
}
