/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.format;

import java.util.Set;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DeserializationFormatFactory;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.logical.LogicalType;

/** Registers {@code 'format' = 'dms-json'} for reading. Found by Flink through its service file; stateless. */
public final class DmsJsonFormatFactory implements DeserializationFormatFactory {
    public static final String IDENTIFIER = "dms-json";

    /** Whether columns of this type can be read from messages. */
    public static boolean reads(LogicalType type) {
        return ValueReader.supports(type);
    }

    @Override
    public String factoryIdentifier() {
        return IDENTIFIER;
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of();
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of(
                DmsJsonOptions.IGNORE_PARSE_ERRORS,
                DmsJsonOptions.SCHEMA,
                DmsJsonOptions.TABLE,
                DmsJsonOptions.CHANGELOG,
                DmsJsonOptions.BEFORE_IMAGE_FIELD);
    }

    @Override
    public DecodingFormat<DeserializationSchema<RowData>> createDecodingFormat(
            DynamicTableFactory.Context context, ReadableConfig options) {
        FactoryUtil.validateFactoryOptions(this, options);
        return new DmsJsonFormat(
                options.get(DmsJsonOptions.CHANGELOG),
                options.getOptional(DmsJsonOptions.SCHEMA).orElse(null),
                options.getOptional(DmsJsonOptions.TABLE).orElse(null),
                options.get(DmsJsonOptions.BEFORE_IMAGE_FIELD),
                options.get(DmsJsonOptions.IGNORE_PARSE_ERRORS));
    }
}
