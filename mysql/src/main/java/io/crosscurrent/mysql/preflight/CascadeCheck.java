/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.source.Finding;
import java.util.List;

/** Foreign keys whose cascades InnoDB does not write to the log before MySQL 9.6. */
final class CascadeCheck implements Check {
    private static final String NAME = "cascades";

    @Override
    public List<Finding> examine(ServerFacts facts) {
        if (facts.tables().cascades().isEmpty() || facts.versionNumber() >= 90600) {
            return Check.passed(NAME, "No foreign key changes rows behind the log's back.");
        }
        return Check.warning(
                NAME,
                "Foreign keys with CASCADE or SET NULL change rows of "
                        + Names.of(facts.tables().cascades()) + " without writing them to the log.",
                "Change child rows by statements of the application, or reload these tables when parents were deleted.");
    }
}
