/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.source.Finding;
import java.util.List;

/**
 * A variable that must have one value for changes to be complete. Servers that lack it have that value.
 *
 * @param check name of the check
 * @param variable name of the variable
 * @param needed its value, in upper case
 * @param reason what is lost otherwise
 */
record RequiredVariable(String check, String variable, String needed, String reason) implements Check {
    @Override
    public List<Finding> examine(ServerFacts facts) {
        String value = facts.variable(variable);
        if (!facts.variables().containsKey(variable) || value.equals(needed)) {
            return Check.passed(check, variable + " is " + (needed.isEmpty() ? "empty" : needed) + ".");
        }
        return Check.failed(
                check,
                variable + " is " + value + ": " + reason + ".",
                facts.hosting().set(variable, needed.isEmpty() ? "''" : needed)
                        + " Then reconnect the application's sessions: they" + " keep the old value.");
    }
}
