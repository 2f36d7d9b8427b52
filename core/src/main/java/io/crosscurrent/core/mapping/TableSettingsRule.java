/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import java.util.Set;

/**
 * A table-settings rule. It is checked and has no effect: every load is read in ranges in parallel by itself, and no value
 * is ever limited.
 */
record TableSettingsRule(long id, ObjectLocator locator) implements Rule {
    private static final Set<String> MEMBERS = Set.of(
            "rule-type", "rule-id", "rule-name", "rule-action", "object-locator", "parallel-load", "lob-settings");
    private static final Set<String> LOADS =
            Set.of("", "partitions-auto", "subpartitions-auto", "partitions-list", "ranges", "none");

    static TableSettingsRule read(long id, RuleReader rule) {
        rule.onlyMembers(MEMBERS);
        ObjectLocator locator = ObjectLocator.read(rule, false, false);
        if (!locator.isExact()) {
            rule.error(
                    "mapping.table_settings_wildcard",
                    "object-locator",
                    "Exact schema and table name required when using table settings rule.",
                    "Write one table-settings rule per table.");
        }
        RuleReader load = rule.object("parallel-load");
        String type = load == null ? "" : load.required("type");
        if (!LOADS.contains(type)) {
            load.error(
                    "mapping.unknown_parallel_load",
                    "type",
                    "\"" + type + "\" is no type of parallel-load.",
                    "Use partitions-auto, partitions-list, ranges or none.");
        }
        if (type.equals("ranges")) {
            ranges(load);
        }
        RuleReader lob = rule.object("lob-settings");
        if (lob != null && !Set.of("limited", "unlimited", "none").contains(lob.required("mode"))) {
            lob.error(
                    "mapping.unknown_lob_mode",
                    "mode",
                    "\"" + lob.text("mode") + "\" is no mode of lob-settings.",
                    "Use unlimited; nothing is cut here in any mode.");
        }
        return new TableSettingsRule(id, locator);
    }

    private static void ranges(RuleReader load) {
        int columns = load.texts("columns").size();
        if (columns == 0 || columns > 10) {
            load.error(
                    "mapping.range_columns",
                    "columns",
                    "Ranges need 1 to 10 columns, not " + columns + ".",
                    "Name them in \"columns\".");
        }
        for (com.fasterxml.jackson.databind.JsonNode boundary : load.node().path("boundaries")) {
            if (boundary.size() != columns) {
                load.error(
                        "mapping.range_boundary",
                        "boundaries",
                        "A boundary has " + boundary.size() + " values for " + columns + " columns.",
                        "Give each boundary one value per column.");
            }
        }
    }
}
