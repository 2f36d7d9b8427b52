/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import io.crosscurrent.core.encoding.MessageSettings;
import io.crosscurrent.core.table.Column;
import io.crosscurrent.core.table.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Compiles the rules for one version of one table. Without a rule that says otherwise the Kafka key is the primary key,
 * for loaded rows and changes alike (the service keys changes by table, and loses the order between the two); a table
 * without one is keyed by schema and table.
 */
final class PlanCompiler {
    private final Table source;
    private final MessageSettings settings;
    private TableShape shape;
    private Table table;

    PlanCompiler(Table table, MessageSettings settings) {
        this.source = table;
        this.settings = settings;
    }

    /**
     * @param transformations by ascending id
     * @param rule the object mapping, or null
     */
    TablePlan compile(List<FilterRule> filterRules, List<TransformationRule> transformations, ObjectMappingRule rule) {
        List<MappingError> errors = new ArrayList<>();
        shape = transformations.isEmpty()
                ? TableShape.plain(source)
                : new ShapeCompiler(source, transformations, errors).compile();
        table = shape.table();
        RowFilter filter = filter(filterRules, errors);
        refuseMaskedFilter(filter, errors);
        refuseTwoBeforeImages(errors);
        if (rule == null) {
            TablePlan plan = null;
            if (errors.isEmpty()) {
                plan = new TablePlan(
                        shape, settings, settings.topic(), primaryKey(), false, allColumns(), List.of(), filter);
            }
            return checked(plan, errors);
        }
        for (String column : rule.excludedColumns()) {
            // A rule for many tables may exclude a column that only some of them have.
            if (rule.locator().isExact()) {
                expectColumn(column, rule, "mapping-parameters.exclude-columns", errors);
            }
        }
        for (AttributeMapping attribute : rule.attributes()) {
            for (String column : columnsOf(attribute.value())) {
                expectColumn(column, rule, "mapping-parameters.attribute-mappings", errors);
            }
        }
        PartitionKey key = key(rule, errors);
        TablePlan plan = null;
        if (errors.isEmpty()) {
            String topic = rule.topic().isEmpty() ? settings.topic() : rule.topic();
            plan = new TablePlan(
                    shape, settings, topic, key, rule.document(), columns(rule), rule.attributes(), filter);
        }
        return checked(plan, errors);
    }

    private static TablePlan checked(TablePlan plan, List<MappingError> errors) {
        if (!errors.isEmpty()) {
            throw new MappingException(errors);
        }
        return plan;
    }

    private RowFilter filter(List<FilterRule> rules, List<MappingError> errors) {
        List<RowFilter.Clause> clauses = new ArrayList<>();
        for (FilterRule rule : rules) {
            RowFilter.Clause clause = rule.compile(table, errors);
            if (clause != null) {
                clauses.add(clause);
            }
        }
        return clauses.isEmpty() ? RowFilter.ALL : new RowFilter(clauses);
    }

    private PartitionKey primaryKey() {
        return table.primaryKey().isEmpty() ? new PartitionKey.SchemaTable() : new PartitionKey.PrimaryKey();
    }

    private PartitionKey key(ObjectMappingRule rule, List<MappingError> errors) {
        if (rule.keyValue() != null) {
            ValueTemplate template = rule.keyValue();
            if (template.isConstant()) {
                return new PartitionKey.Constant(template.literals().get(0));
            }
            template.columns().forEach(column -> expectColumn(column, rule, "partition-key", errors));
            return new PartitionKey.Attribute(template);
        }
        if (!rule.keyName().isEmpty()) {
            return attributeKey(rule, errors);
        }
        return switch (rule.keyType()) {
            case "schema-table" -> new PartitionKey.SchemaTable();
            case "transaction-id" -> new PartitionKey.TransactionId();
            default -> primaryKey();
        };
    }

    private PartitionKey attributeKey(ObjectMappingRule rule, List<MappingError> errors) {
        for (AttributeMapping attribute : rule.attributes()) {
            if (attribute.name().equals(rule.keyName())) {
                if (attribute.value() instanceof AttributeMapping.Text text) {
                    return new PartitionKey.Attribute(text.template());
                }
                rule.source()
                        .with(errors)
                        .error(
                                "mapping.key_is_document",
                                "mapping-parameters.partition-key-name",
                                "Attribute \"" + rule.keyName() + "\" is a document and cannot be a key.",
                                "Name a scalar attribute or a column.");
            }
        }
        expectColumn(rule.keyName(), rule, "mapping-parameters.partition-key-name", errors);
        return new PartitionKey.Attribute(ValueTemplate.ofColumn(rule.keyName()));
    }

    private void refuseMaskedFilter(RowFilter filter, List<MappingError> errors) {
        for (int column : filter.columns()) {
            if (shape.masks().containsKey(column)) {
                errors.add(new MappingError(
                        "mapping.masked_filter",
                        "",
                        "$.rules",
                        "Column \"" + table.columns().get(column).name() + "\" of " + table.id()
                                + " is masked and cannot be filtered by.",
                        "Remove the filter or the masking rule."));
            }
        }
    }

    private void refuseTwoBeforeImages(List<MappingError> errors) {
        if (shape.before() != null && !settings.beforeImageField().isEmpty()) {
            errors.add(new MappingError(
                    "mapping.two_before_images",
                    "",
                    "$.rules",
                    "There is a rule add-before-image-columns, and BeforeImageSettings of the task are enabled too.",
                    "Use one of the two."));
        }
    }

    private List<Integer> allColumns() {
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            if (!shape.hidden().contains(i)) {
                columns.add(i);
            }
        }
        return columns;
    }

    private List<Integer> columns(ObjectMappingRule rule) {
        Set<String> hidden = new HashSet<>(rule.excludedColumns());
        if (!rule.document()) {
            rule.attributes().forEach(attribute -> hidden.add(attribute.name()));
        }
        return allColumns().stream()
                .filter(index -> !hidden.contains(table.columns().get(index).name()))
                .toList();
    }

    private static List<String> columnsOf(AttributeMapping.Value value) {
        List<String> columns = new ArrayList<>();
        if (value instanceof AttributeMapping.Text text) {
            columns.addAll(text.template().columns());
        } else if (value instanceof AttributeMapping.Members members) {
            members.members().values().forEach(member -> columns.addAll(columnsOf(member)));
        } else if (value instanceof AttributeMapping.Items items) {
            items.items().forEach(item -> columns.addAll(columnsOf(item)));
        }
        return columns;
    }

    private void expectColumn(String column, ObjectMappingRule rule, String path, List<MappingError> errors) {
        if (table.indexOf(column) < 0) {
            rule.source()
                    .with(errors)
                    .error(
                            "mapping.unknown_column",
                            path,
                            "Table " + table.id() + " has no column \"" + column + "\".",
                            columnsOf(table));
        }
    }

    /** A remedy that tells the names there are, at most twenty. */
    static String columnsOf(Table table) {
        List<String> names = table.columns().stream().map(Column::name).toList();
        String shown = String.join(", ", names.subList(0, Math.min(20, names.size())));
        return "Its columns are " + shown + (names.size() > 20 ? ", …" : "") + "; names are case-sensitive.";
    }
}
