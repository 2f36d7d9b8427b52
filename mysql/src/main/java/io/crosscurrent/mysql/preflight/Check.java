/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.source.Finding;
import java.util.List;

/** One question about a server. Stateless. */
@FunctionalInterface
interface Check {
    /** At least one finding, unless the question does not arise on this server. */
    List<Finding> examine(ServerFacts facts);

    static List<Finding> passed(String check, String message) {
        return List.of(new Finding(check, Finding.Level.PASSED, message, ""));
    }

    static List<Finding> warning(String check, String message, String remedy) {
        return List.of(new Finding(check, Finding.Level.WARNING, message, remedy));
    }

    static List<Finding> failed(String check, String message, String remedy) {
        return List.of(new Finding(check, Finding.Level.FAILED, message, remedy));
    }
}
