/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.endpoint;

import io.crosscurrent.server.dms.Faults;
import io.crosscurrent.server.dms.setting.SettingRule;
import java.util.List;

/** Every setting of an endpoint, as {@code endpoint-settings.txt} has them. */
public final class EndpointSettings {
    private static final List<SettingRule> ALL = SettingRule.read(EndpointSettings.class, "endpoint-settings.txt");

    private EndpointSettings() {}

    public static List<SettingRule> all() {
        return ALL;
    }

    /** Those that mean something for the endpoint's engine. */
    static List<SettingRule> of(EndpointDocument endpoint) {
        return ALL.stream()
                .filter(rule -> switch (rule.group()) {
                    case "KafkaSettings" -> !endpoint.source();
                    case "MySQLSettings", "ExtraConnectionAttributes" -> endpoint.source();
                    default -> true;
                })
                .toList();
    }

    /** @throws io.crosscurrent.server.aws.ApiException naming the setting and its value */
    static void check(EndpointDocument endpoint) {
        List<SettingRule> rules = of(endpoint);
        for (SettingRule rule : rules) {
            String value = endpoint.setting(rule.name());
            if (!value.isEmpty()) {
                rule.faultOfText(value).ifPresent(fault -> {
                    throw Faults.value(rule.path() + " is \"" + value + "\" " + fault);
                });
            }
        }
        for (String name : endpoint.attributes().keySet()) {
            boolean known = rules.stream().anyMatch(rule -> rule.name().equalsIgnoreCase(name));
            rules.stream().filter(rule -> !known && rule.near(name)).findFirst().ifPresent(rule -> {
                throw Faults.value("ExtraConnectionAttributes has " + name + ", which is not a known setting. Is "
                        + rule.name() + " meant?");
            });
        }
    }
}
