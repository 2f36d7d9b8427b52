/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms;

import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.dms.endpoint.EndpointSettings;
import io.crosscurrent.server.dms.setting.SettingRule;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.services.databasemigration.model.DescribeEndpointSettingsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeEndpointSettingsResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeEngineVersionsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeEngineVersionsResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeOrderableReplicationInstancesRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeOrderableReplicationInstancesResponse;
import software.amazon.awssdk.services.databasemigration.model.EndpointSetting;
import software.amazon.awssdk.services.databasemigration.model.EndpointSettingTypeValue;
import software.amazon.awssdk.services.databasemigration.model.EngineVersion;
import software.amazon.awssdk.services.databasemigration.model.KafkaSettings;
import software.amazon.awssdk.services.databasemigration.model.MySQLSettings;
import software.amazon.awssdk.services.databasemigration.model.OrderableReplicationInstance;

/** What consoles and Terraform ask for before they make something: classes, versions and settings there are. */
public final class Offers {
    private static final String VERSION = "3.6.1";
    private static final List<String> SIZES = List.of(
            "micro", "small", "medium", "large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "24xlarge");
    private static final List<String> FAMILIES = List.of("t3", "c5", "c6i", "r5", "r6i");
    private static final int SMALLEST_GB = 5;
    private static final int LARGEST_GB = 6144;

    DescribeOrderableReplicationInstancesResponse instances(DescribeOrderableReplicationInstancesRequest request) {
        List<OrderableReplicationInstance> all = new ArrayList<>();
        for (String family : FAMILIES) {
            for (String size : SIZES) {
                all.add(OrderableReplicationInstance.builder()
                        .engineVersion(VERSION)
                        .replicationInstanceClass("dms." + family + "." + size)
                        .storageType("gp2")
                        .minAllocatedStorage(SMALLEST_GB)
                        .maxAllocatedStorage(LARGEST_GB)
                        .defaultAllocatedStorage(50)
                        .includedAllocatedStorage(50)
                        .releaseStatus("prod")
                        .build());
            }
        }
        Page<OrderableReplicationInstance> page =
                Page.of(all, request.maxRecords(), 100, request.marker(), "InvalidParameterValueException");
        return DescribeOrderableReplicationInstancesResponse.builder()
                .orderableReplicationInstances(page.items())
                .marker(page.next())
                .build();
    }

    DescribeEngineVersionsResponse versions(DescribeEngineVersionsRequest request) {
        return DescribeEngineVersionsResponse.builder()
                .engineVersions(EngineVersion.builder()
                        .version(VERSION)
                        .lifecycle("Default version")
                        .releaseStatus("prod")
                        .availableUpgrades(List.of())
                        .build())
                .build();
    }

    /** The members of the engine's block of settings, as the API has them. */
    DescribeEndpointSettingsResponse settings(DescribeEndpointSettingsRequest request) {
        SdkPojo block =
                switch (request.engineName()) {
                    case "kafka" -> KafkaSettings.builder().build();
                    case "mysql", "mariadb", "aurora", "gcp-mysql" ->
                        MySQLSettings.builder().build();
                    default -> throw Faults.value("The engine " + request.engineName() + " is not offered here.");
                };
        List<EndpointSetting> all =
                block.sdkFields().stream().map(Offers::setting).toList();
        Page<EndpointSetting> page =
                Page.of(all, request.maxRecords(), 100, request.marker(), "InvalidParameterValueException");
        return DescribeEndpointSettingsResponse.builder()
                .endpointSettings(page.items())
                .marker(page.next())
                .build();
    }

    private static EndpointSetting setting(SdkField<?> field) {
        String name = field.locationName();
        EndpointSetting.Builder setting = EndpointSetting.builder()
                .name(name)
                .type(type(field.marshallingType().getKnownType()))
                .sensitive(name.contains("Password"));
        EndpointSettings.all().stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .ifPresent(rule -> described(setting, rule));
        return setting.build();
    }

    private static EndpointSettingTypeValue type(MarshallingKnownType type) {
        return switch (type) {
            case BOOLEAN -> EndpointSettingTypeValue.BOOLEAN;
            case INTEGER -> EndpointSettingTypeValue.INTEGER;
            default -> EndpointSettingTypeValue.STRING;
        };
    }

    private static void described(EndpointSetting.Builder setting, SettingRule rule) {
        if (!rule.preset().isMissingNode()) {
            setting.defaultValue(rule.preset().asText());
        }
        if (!rule.choices().isEmpty()) {
            setting.type(EndpointSettingTypeValue.ENUM).enumValues(rule.choices());
        }
        rule.range().ifPresent(ends -> setting.intValueMin((int) ends[0]).intValueMax((int) ends[1]));
    }
}
