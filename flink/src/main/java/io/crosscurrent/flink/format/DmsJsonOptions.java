/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.format;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Options of the format, without the prefix {@code dms-json.} that a table puts before them. */
public final class DmsJsonOptions {
    public static final ConfigOption<Boolean> IGNORE_PARSE_ERRORS = ConfigOptions.key("ignore-parse-errors")
            .booleanType()
            .defaultValue(false)
            .withDescription("Skips messages that cannot be read, and counts them, instead of failing the job.");

    public static final ConfigOption<String> SCHEMA = ConfigOptions.key("schema")
            .stringType()
            .noDefaultValue()
            .withDescription("Reads only messages whose metadata.schema-name is this.");

    public static final ConfigOption<String> TABLE = ConfigOptions.key("table")
            .stringType()
            .noDefaultValue()
            .withDescription("Reads only messages whose metadata.table-name is this.");

    public static final ConfigOption<Changelog> CHANGELOG = ConfigOptions.key("changelog")
            .enumType(Changelog.class)
            .defaultValue(Changelog.UPSERT)
            .withDescription("upsert (needs a primary key), retract (needs before images of all columns), or append.");

    public static final ConfigOption<String> BEFORE_IMAGE_FIELD = ConfigOptions.key("before-image-field")
            .stringType()
            .defaultValue("before-image")
            .withDescription("FieldName of BeforeImageSettings; read only when changelog is retract.");

    private DmsJsonOptions() {}
}
