/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.DataTypes.Field;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/** The format of one table during planning: takes up the metadata columns asked for, then makes the deserializer. */
final class DmsJsonFormat implements DecodingFormat<DeserializationSchema<RowData>> {
    private final Changelog changelog;
    private final String schema;
    private final String table;
    private final String beforeImageField;
    private final boolean ignoreParseErrors;
    private List<MessageMetadata> metadata = List.of();

    /** {@code schema} and {@code table} are null where any will do. */
    DmsJsonFormat(
            Changelog changelog, String schema, String table, String beforeImageField, boolean ignoreParseErrors) {
        this.changelog = changelog;
        this.schema = schema;
        this.table = table;
        this.beforeImageField = beforeImageField;
        this.ignoreParseErrors = ignoreParseErrors;
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return changelog.mode();
    }

    @Override
    public Map<String, DataType> listReadableMetadata() {
        Map<String, DataType> readable = new LinkedHashMap<>();
        for (MessageMetadata key : MessageMetadata.values()) {
            readable.put(key.key(), key.type());
        }
        return readable;
    }

    @Override
    public void applyReadableMetadata(List<String> keys) {
        metadata = keys.stream().map(MessageMetadata::of).toList();
    }

    @Override
    public DeserializationSchema<RowData> createRuntimeDecoder(
            DynamicTableSource.Context context, DataType physicalDataType) {
        RowType physical = (RowType) physicalDataType.getLogicalType();
        for (RowType.RowField field : physical.getFields()) {
            if (!ValueReader.supports(field.getType())) {
                throw new ValidationException(
                        ("Format dms-json has no values of type %s, the type of column %s. Use one"
                                        + " of the types in docs/reference/flink.md, or STRING and convert in the query.")
                                .formatted(field.getType().asSummaryString(), field.getName()));
            }
        }
        MessageLayout layout = new MessageLayout(physical, metadata, changelog, schema, table, beforeImageField);
        TypeInformation<RowData> produced = context.createTypeInformation(produced(physicalDataType));
        return new DmsJsonDeserializer(layout, ignoreParseErrors, produced);
    }

    private DataType produced(DataType physicalDataType) {
        List<Field> fields = new ArrayList<>(DataType.getFields(physicalDataType));
        for (MessageMetadata key : metadata) {
            fields.add(DataTypes.FIELD("metadata." + key.key(), key.type()));
        }
        return DataTypes.ROW(fields).notNull();
    }
}
