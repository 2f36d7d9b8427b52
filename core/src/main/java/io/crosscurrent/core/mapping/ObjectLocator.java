/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import io.crosscurrent.core.table.TableId;
import java.util.Set;

/** Which tables a rule speaks of. */
record ObjectLocator(NamePattern schema, NamePattern table, TableMappings.Kind kind) {
    private static final Set<String> MEMBERS = Set.of("schema-name", "table-name");
    private static final Set<String> MEMBERS_OF_COLUMNS =
            Set.of("schema-name", "table-name", "column-name", "data-type");
    private static final NamePattern EVERY = NamePattern.parse("%");
    private static final Set<String> MEMBERS_WITH_TYPE = Set.of("schema-name", "table-name", "table-type");

    /** What matches nothing, after an error. */
    private static final ObjectLocator NONE =
            new ObjectLocator(NamePattern.exact(""), NamePattern.exact(""), TableMappings.Kind.TABLE);

    /** @param exact whether names must be exact, so that no character is a wildcard */
    static ObjectLocator read(RuleReader rule, boolean withType, boolean exact) {
        RuleReader locator = rule.object("object-locator");
        if (locator == null) {
            if (!rule.has("object-locator")) {
                rule.required("object-locator");
            }
            return NONE;
        }
        locator.onlyMembers(withType ? MEMBERS_WITH_TYPE : MEMBERS);
        return new ObjectLocator(
                name(locator, "schema-name", exact), name(locator, "table-name", exact), kind(locator, withType));
    }

    /** The locator of a transformation rule: of a schema, of a table, or of columns. */
    static ObjectLocator of(RuleReader rule, boolean schemaOnly, boolean columns) {
        RuleReader locator = rule.object("object-locator");
        if (locator == null) {
            if (!rule.has("object-locator")) {
                rule.required("object-locator");
            }
            return NONE;
        }
        locator.onlyMembers(columns ? MEMBERS_OF_COLUMNS : MEMBERS);
        return new ObjectLocator(
                name(locator, "schema-name", false),
                schemaOnly ? EVERY : name(locator, "table-name", false),
                TableMappings.Kind.TABLE);
    }

    private static NamePattern name(RuleReader locator, String member, boolean exact) {
        String text = locator.required(member);
        if (exact) {
            if (NamePattern.hasWildcard(text)) {
                locator.error(
                        "mapping.explicit_wildcard",
                        member,
                        "Exact schema and table name required with rule-action explicit, and \"" + text
                                + "\" has a wildcard.",
                        "Name one table, or use rule-action include.");
            }
            return NamePattern.exact(text);
        }
        try {
            return NamePattern.parse(text);
        } catch (IllegalArgumentException e) {
            locator.error(
                    "mapping.invalid_pattern",
                    member,
                    "In \"" + text + "\" " + e.getMessage() + ".",
                    "Use %, _, [_], [ab] and [a-d].");
            return NamePattern.exact(text);
        }
    }

    private static TableMappings.Kind kind(RuleReader locator, boolean withType) {
        String type = withType ? locator.text("table-type") : null;
        if (type == null || type.isEmpty() || type.equals("table")) {
            return TableMappings.Kind.TABLE;
        }
        return switch (type) {
            case "view" -> TableMappings.Kind.VIEW;
            case "all" -> null;
            default -> {
                locator.error(
                        "mapping.unknown_table_type",
                        "table-type",
                        "\"" + type + "\" is no table type.",
                        "Use table, view or all.");
                yield TableMappings.Kind.TABLE;
            }
        };
    }

    boolean matches(TableId id, TableMappings.Kind of) {
        return (kind == null || kind == of) && matches(id);
    }

    boolean matches(TableId id) {
        return schema.matches(id.schema()) && table.matches(id.name());
    }

    boolean isExact() {
        return schema.isExact() && table.isExact();
    }

    /** More specific rules win: a table name counts more than a schema name. */
    int specificity() {
        return (table.isExact() ? 2 : 0) + (schema.isExact() ? 1 : 0);
    }

    /** Whether both are written alike. */
    boolean sameNames(ObjectLocator other) {
        return schema.toString().equals(other.schema.toString())
                && table.toString().equals(other.table.toString());
    }

    @Override
    public String toString() {
        return schema + "." + table;
    }
}
