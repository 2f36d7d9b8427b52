/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.databasemigration.model.CreateEndpointRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeTableStatisticsRequest;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.utils.builder.Buildable;

class PojoCodecTest {
    private final Random random = new Random(7);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "databasemigration.model.CreateEndpointRequest",
                "databasemigration.model.DescribeReplicationTasksResponse",
                "databasemigration.model.DescribeTableStatisticsResponse",
                "databasemigration.model.DescribeReplicationInstancesResponse",
                "databasemigration.model.ImportCertificateRequest",
                "databasemigration.model.DescribeEndpointsResponse",
                "secretsmanager.model.DescribeSecretResponse",
                "secretsmanager.model.GetSecretValueResponse",
                "secretsmanager.model.ListSecretsResponse"
            })
    void readsWhatItWrote(String name) throws ReflectiveOperationException {
        // Given
        Class<?> type = Class.forName("software.amazon.awssdk.services." + name);
        SdkPojo original = (SdkPojo) filled((SdkPojo) type.getMethod("builder").invoke(null), 0);
        // When
        byte[] wire = PojoCodec.bytes(PojoCodec.write(original));
        Object back =
                PojoCodec.read(PojoCodec.parse(wire), type.getMethod("builder").invoke(null), type);
        // Then
        assertThat(back).isEqualTo(original);
    }

    @Test
    void writesTimesAsSecondsWithoutExponent() {
        ReplicationTask task = ReplicationTask.builder()
                .replicationTaskCreationDate(Instant.ofEpochMilli(1_700_000_000_000L))
                .replicationTaskStartDate(Instant.ofEpochMilli(1_795_330_287_367L))
                .build();
        assertThat(new String(PojoCodec.bytes(PojoCodec.write(task)), StandardCharsets.UTF_8))
                .contains("1795330287.367")
                .doesNotContain("E+")
                .containsPattern("\"ReplicationTaskCreationDate\":1700000000(\\.000)?[,}]");
    }

    @Test
    void ignoresMembersItDoesNotKnow() {
        ObjectNode document = PojoCodec.parse("{\"ReplicationTaskArn\":\"a\",\"Later\":{\"x\":[1]}}");
        assertThat(PojoCodec.read(
                                document,
                                DescribeTableStatisticsRequest.builder(),
                                DescribeTableStatisticsRequest.class)
                        .replicationTaskArn())
                .isEqualTo("a");
    }

    @Test
    void namesTheMemberOfTheWrongType() {
        ObjectNode document = PojoCodec.parse("{\"KafkaSettings\":{\"MessageMaxBytes\":\"many\"}}");
        assertThatThrownBy(() -> PojoCodec.read(document, CreateEndpointRequest.builder(), CreateEndpointRequest.class))
                .hasMessage("Member KafkaSettings.MessageMaxBytes must be a number.");
    }

    @Test
    void refusesDocumentsNestedTooDeep() {
        byte[] deep = ("{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> PojoCodec.parse(deep)).isInstanceOf(ApiException.class);
    }

    private Object filled(SdkPojo builder, int depth) {
        for (SdkField<?> field : builder.sdkFields()) {
            Object value = value(field, depth);
            if (value != null) {
                field.set(builder, value);
            }
        }
        return ((Buildable) builder).build();
    }

    private Object value(SdkField<?> field, int depth) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> "s" + random.nextInt(1000) + " \"ü";
            case INTEGER -> random.nextInt();
            case LONG -> random.nextLong();
            case DOUBLE -> random.nextInt(1000) / 4.0;
            case BOOLEAN -> random.nextBoolean();
            case INSTANT -> Instant.ofEpochMilli(Math.floorMod(random.nextLong(), 4_000_000_000_000L));
            case SDK_BYTES -> SdkBytes.fromUtf8String("b" + random.nextInt());
            case SDK_POJO -> depth > 4 ? null : filled(field.constructor().get(), depth + 1);
            case LIST -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0 && depth < 5; i--) {
                    list.add(value(field.getTrait(ListTrait.class).memberFieldInfo(), depth + 1));
                }
                yield list;
            }
            case MAP -> {
                Map<String, Object> map = new HashMap<>();
                map.put("k", value(field.getTrait(MapTrait.class).valueFieldInfo(), depth + 1));
                yield map;
            }
            default -> null;
        };
    }
}
