/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.stack.template.TemplateFault;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Export;
import software.amazon.awssdk.services.cloudformation.model.ListExportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListExportsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListImportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListImportsResponse;

/** What stacks export to each other. Called by many threads. */
public interface ExportOperations extends CloudFormationClient {
    /** What the operations work on. */
    StackParts parts();

    @Override
    default ListExportsResponse listExports(ListExportsRequest request) {
        List<Export> all = parts().table().all().stream()
                .filter(stack -> stack.status().stands())
                .flatMap(stack -> stack.outputs().stream()
                        .filter(output -> !output.export().isEmpty())
                        .map(output -> Export.builder()
                                .exportingStackId(stack.id())
                                .name(output.export())
                                .value(output.value())
                                .build()))
                .toList();
        Page<Export> page = StackParts.page(all, request.nextToken());
        return ListExportsResponse.builder()
                .exports(page.items())
                .nextToken(page.next())
                .build();
    }

    @Override
    default ListImportsResponse listImports(ListImportsRequest request) {
        List<String> users = parts().table().all().stream()
                .filter(stack -> stack.texts("imports").contains(request.exportName()))
                .map(StackRow::name)
                .toList();
        if (users.isEmpty()) {
            throw TemplateFault.validation("Export '" + request.exportName() + "' is not imported by any stack.");
        }
        return ListImportsResponse.builder().imports(users).build();
    }
}
