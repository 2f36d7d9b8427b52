/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.stack.template.Template;
import io.crosscurrent.server.stack.template.TemplateFault;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsResponse;

/** Change sets. Called by many threads. */
public interface ChangeSetOperations extends CloudFormationClient {
    /** What the operations work on. */
    StackParts parts();

    @Override
    default CreateChangeSetResponse createChangeSet(CreateChangeSetRequest request) {
        String type = request.changeSetTypeAsString() == null ? "UPDATE" : request.changeSetTypeAsString();
        Optional<StackRow> existing = parts().table().find(request.stackName());
        boolean reviewed = existing.filter(stack -> stack.status() == StackStatus.REVIEW_IN_PROGRESS)
                .isPresent();
        boolean create = type.equals("CREATE");
        if (!create && !type.equals("UPDATE")) {
            throw TemplateFault.validation("ChangeSetType must be CREATE or UPDATE here, not " + type + ".");
        }
        if (create && existing.isPresent() && !reviewed) {
            throw new ApiException("AlreadyExistsException", "Stack [" + request.stackName() + "] already exists");
        }
        if (!create && (existing.isEmpty() || reviewed)) {
            throw TemplateFault.validation("Stack [" + request.stackName() + "] does not exist");
        }
        existing.filter(stack -> !create).ifPresent(Stacks::requireUpdatable);
        Optional<Definition> current = existing.flatMap(stack -> parts().table().find(stack.id(), false));
        Template template = parts().input()
                .template(
                        StackParts.source(
                                request.templateBody(),
                                request.templateURL(),
                                Boolean.TRUE.equals(request.usePreviousTemplate())),
                        current);
        Definition next = parts().input()
                .definition(template, StackParts.given(request.parameters()), current, request.capabilitiesAsStrings());
        StackRow stack = existing.orElseGet(() -> parts().stacks().review(request.stackName()));
        ChangeSets.Row set = parts().changeSets()
                .create(
                        stack,
                        request.changeSetName(),
                        type,
                        StackParts.text(request.description()),
                        next,
                        new Stacks.Wishes(
                                request.capabilitiesAsStrings(),
                                StackParts.changedTags(request.tags()),
                                "ROLLBACK",
                                false,
                                false,
                                StackParts.text(request.clientToken()),
                                parts().rights().of(request.roleARN(), stack.text("role"))));
        return CreateChangeSetResponse.builder()
                .id(set.id())
                .stackId(stack.id())
                .build();
    }

    @Override
    default DescribeChangeSetResponse describeChangeSet(DescribeChangeSetRequest request) {
        ChangeSets.Row set = parts().changeSets().require(request.changeSetName(), request.stackName());
        return parts().views().changeSet(set, parts().table().require(set.text("stack")));
    }

    @Override
    default ExecuteChangeSetResponse executeChangeSet(ExecuteChangeSetRequest request) {
        ChangeSets.Row set = parts().changeSets().require(request.changeSetName(), request.stackName());
        parts().changeSets()
                .execute(
                        set,
                        Boolean.TRUE.equals(request.disableRollback()),
                        StackParts.text(request.clientRequestToken()),
                        parts().rights().of(null, set.text("role")));
        return ExecuteChangeSetResponse.builder().build();
    }

    @Override
    default DeleteChangeSetResponse deleteChangeSet(DeleteChangeSetRequest request) {
        parts().changeSets().delete(parts().changeSets().require(request.changeSetName(), request.stackName()));
        return DeleteChangeSetResponse.builder().build();
    }

    @Override
    default ListChangeSetsResponse listChangeSets(ListChangeSetsRequest request) {
        StackRow stack = parts().table().require(request.stackName());
        Page<ChangeSets.Row> page = StackParts.page(parts().changeSets().of(stack), request.nextToken());
        return ListChangeSetsResponse.builder()
                .summaries(page.items().stream()
                        .map(set -> StackViews.summary(set, stack))
                        .toList())
                .nextToken(page.next())
                .build();
    }
}
