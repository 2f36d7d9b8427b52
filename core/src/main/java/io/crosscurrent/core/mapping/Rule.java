/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

/** A rule of a table mappings document: one record per {@code rule-type}, which reads itself from JSON. */
sealed interface Rule permits SelectionRule, ObjectMappingRule, TransformationRule, TableSettingsRule {
    /** {@code rule-id}, unique; the lower one wins where two rules claim the same. */
    long id();

    ObjectLocator locator();

    /** More specific rules come first, then lower ids. */
    static int byPrecedence(Rule a, Rule b) {
        int bySpecificity = b.locator().specificity() - a.locator().specificity();
        return bySpecificity != 0 ? bySpecificity : Long.compare(a.id(), b.id());
    }
}
