/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import io.crosscurrent.server.stack.template.Evaluation;
import io.crosscurrent.server.stack.template.Template;
import java.util.ArrayList;
import java.util.List;

/** The outputs of a template under an evaluation. */
final class Outputs {
    private Outputs() {}

    static List<StackRow.Output> of(Evaluation evaluation, Template template) {
        List<StackRow.Output> outputs = new ArrayList<>();
        for (Template.Output output : template.outputs().values()) {
            if (evaluation.holds(output.condition())) {
                outputs.add(new StackRow.Output(
                        output.name(),
                        evaluation.text(output.value(), "The output " + output.name()),
                        output.description() == null ? "" : output.description(),
                        output.export() == null
                                ? ""
                                : evaluation.text(output.export(), "The export of " + output.name())));
            }
        }
        return outputs;
    }
}
