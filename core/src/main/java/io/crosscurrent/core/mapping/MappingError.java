/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

/**
 * One thing wrong with a table mapping.
 *
 * @param code {@code mapping.…}
 * @param ruleId id of the rule, or "" when the document as a whole is meant
 * @param path where, as a JSON path: {@code $.rules[2].object-locator.table-name}
 * @param reason a sentence with the values
 * @param remedy what to do
 */
public record MappingError(String code, String ruleId, String path, String reason, String remedy) {
    /** The wording of the service, which clients look for, then the path. */
    String message() {
        String where = path.isEmpty() ? "" : " (at " + path + ")";
        return ruleId.isEmpty()
                ? "Invalid Table Mappings document. " + reason + where
                : "Error in mapping rules. Rule with ruleId = " + ruleId + " failed validation. " + reason + where;
    }
}
