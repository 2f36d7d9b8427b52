/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.databasemigration.model.DescribeEndpointSettingsRequest;
import software.amazon.awssdk.services.databasemigration.model.EndpointSetting;
import software.amazon.awssdk.services.databasemigration.model.EndpointSettingTypeValue;

class OffersTest {
    private static EndpointSetting setting(String engine, String name) {
        return new Offers()
                        .settings(DescribeEndpointSettingsRequest.builder()
                                .engineName(engine)
                                .build())
                        .endpointSettings()
                        .stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void settingsAreDescribedAsTheyAreChecked() {
        assertThat(setting("kafka", "MessageFormat")).satisfies(format -> {
            assertThat(format.type()).isEqualTo(EndpointSettingTypeValue.ENUM);
            assertThat(format.enumValues()).containsExactly("json", "json-unformatted");
            assertThat(format.defaultValue()).isEqualTo("json");
        });
        assertThat(setting("kafka", "IncludeNullAndEmpty")).satisfies(flag -> {
            assertThat(flag.type()).isEqualTo(EndpointSettingTypeValue.BOOLEAN);
            assertThat(flag.defaultValue()).isEqualTo("false");
        });
        assertThat(setting("mysql", "EventsPollInterval")).satisfies(interval -> {
            assertThat(interval.intValueMin()).isEqualTo(1);
            assertThat(interval.intValueMax()).isEqualTo(60);
        });
        assertThat(setting("kafka", "SaslPassword").sensitive()).isTrue();
    }
}
