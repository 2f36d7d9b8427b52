/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import io.crosscurrent.server.stack.template.Parameter;
import io.crosscurrent.server.stack.template.Template;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateResponse;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryResponse;
import software.amazon.awssdk.services.cloudformation.model.ParameterConstraints;
import software.amazon.awssdk.services.cloudformation.model.ParameterDeclaration;
import software.amazon.awssdk.services.cloudformation.model.TemplateParameter;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateResponse;

/** Templates, of stacks and on their own. Called by many threads. */
public interface TemplateOperations extends CloudFormationClient {
    /** What the operations work on. */
    StackParts parts();

    @Override
    default GetTemplateResponse getTemplate(GetTemplateRequest request) {
        String owner = request.changeSetName() == null
                ? parts().table().require(StackParts.text(request.stackName())).id()
                : parts().changeSets()
                        .require(request.changeSetName(), request.stackName())
                        .id();
        return GetTemplateResponse.builder()
                .templateBody(parts().table()
                        .find(owner, false)
                        .map(definition -> definition.template().text())
                        .orElse("{}"))
                .stagesAvailableWithStrings("Original", "Processed")
                .build();
    }

    @Override
    default GetTemplateSummaryResponse getTemplateSummary(GetTemplateSummaryRequest request) {
        Template template = request.stackName() == null
                ? parts().input()
                        .template(
                                StackParts.source(request.templateBody(), request.templateURL(), false),
                                Optional.empty())
                : parts().table()
                        .definition(parts().table().require(request.stackName()).id(), false)
                        .template();
        return GetTemplateSummaryResponse.builder()
                .parameters(template.parameters().values().stream()
                        .map(TemplateOperations::declaration)
                        .toList())
                .description(template.description())
                .capabilitiesWithStrings(StackInput.needed(template).stream().toList())
                .capabilitiesReason(StackInput.why(template).orElse(null))
                .resourceTypes(template.resourceTypes())
                .version("2010-09-09")
                .declaredTransforms(List.of())
                .build();
    }

    private static ParameterDeclaration declaration(Parameter parameter) {
        return ParameterDeclaration.builder()
                .parameterKey(parameter.name())
                .defaultValue(parameter.defaultValue())
                .parameterType(parameter.type())
                .noEcho(parameter.noEcho())
                .description(parameter.description())
                .parameterConstraints(ParameterConstraints.builder()
                        .allowedValues(parameter.allowedValues())
                        .build())
                .build();
    }

    @Override
    default ValidateTemplateResponse validateTemplate(ValidateTemplateRequest request) {
        Template template = parts().input()
                .template(StackParts.source(request.templateBody(), request.templateURL(), false), Optional.empty());
        parts().input().check(template);
        return ValidateTemplateResponse.builder()
                .parameters(template.parameters().values().stream()
                        .map(parameter -> TemplateParameter.builder()
                                .parameterKey(parameter.name())
                                .defaultValue(parameter.defaultValue())
                                .noEcho(parameter.noEcho())
                                .description(parameter.description())
                                .build())
                        .toList())
                .description(template.description())
                .capabilitiesWithStrings(StackInput.needed(template).stream().toList())
                .capabilitiesReason(StackInput.why(template).orElse(null))
                .build();
    }
}
