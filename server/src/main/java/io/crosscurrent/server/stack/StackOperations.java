/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.stack.template.TemplateFault;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionResponse;

/** Stacks, their resources and events. Called by many threads. */
public interface StackOperations extends CloudFormationClient {
    /** What the operations work on. */
    StackParts parts();

    @Override
    default CreateStackResponse createStack(CreateStackRequest request) {
        if (parts().table().find(request.stackName()).isPresent()) {
            throw new ApiException("AlreadyExistsException", "Stack [" + request.stackName() + "] already exists");
        }
        Definition definition = parts().input()
                .definition(
                        parts().input()
                                .template(
                                        StackParts.source(request.templateBody(), request.templateURL(), false),
                                        Optional.empty()),
                        StackParts.given(request.parameters()),
                        Optional.empty(),
                        request.capabilitiesAsStrings());
        Stacks.Wishes wishes = new Stacks.Wishes(
                request.capabilitiesAsStrings(),
                StackParts.tags(request.tags()),
                request.onFailureAsString() == null ? "ROLLBACK" : request.onFailureAsString(),
                Boolean.TRUE.equals(request.disableRollback()),
                Boolean.TRUE.equals(request.enableTerminationProtection()),
                StackParts.text(request.clientRequestToken()),
                parts().rights().of(request.roleARN(), ""));
        StackRow created = parts().stacks().create(request.stackName(), definition, wishes);
        return CreateStackResponse.builder().stackId(created.id()).build();
    }

    @Override
    default UpdateStackResponse updateStack(UpdateStackRequest request) {
        StackRow stack = parts().table().require(request.stackName());
        Stacks.requireUpdatable(stack);
        Definition next = parts().next(
                        stack,
                        request.templateBody(),
                        request.templateURL(),
                        request.usePreviousTemplate(),
                        request.parameters(),
                        request.capabilitiesAsStrings());
        parts().stacks()
                .update(
                        stack,
                        next,
                        new Stacks.Wishes(
                                request.capabilitiesAsStrings(),
                                StackParts.changedTags(request.tags()),
                                "ROLLBACK",
                                Boolean.TRUE.equals(request.disableRollback()),
                                stack.flag("protection"),
                                StackParts.text(request.clientRequestToken()),
                                parts().rights().of(request.roleARN(), stack.text("role"))));
        return UpdateStackResponse.builder().stackId(stack.id()).build();
    }

    @Override
    default DeleteStackResponse deleteStack(DeleteStackRequest request) {
        String before = parts().table()
                .find(request.stackName())
                .map(stack -> stack.text("role"))
                .orElse("");
        parts().stacks()
                .delete(
                        request.stackName(),
                        request.retainResources(),
                        StackParts.text(request.clientRequestToken()),
                        parts().rights().of(request.roleARN(), before));
        return DeleteStackResponse.builder().build();
    }

    @Override
    default DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
        if (request.stackName() != null) {
            return DescribeStacksResponse.builder()
                    .stacks(parts().views().stack(parts().table().require(request.stackName())))
                    .build();
        }
        List<StackRow> live = parts().table().all().stream()
                .filter(stack -> stack.status() != StackStatus.DELETE_COMPLETE)
                .toList();
        Page<StackRow> page = StackParts.page(live, request.nextToken());
        return DescribeStacksResponse.builder()
                .stacks(page.items().stream().map(parts().views()::stack).toList())
                .nextToken(page.next())
                .build();
    }

    @Override
    default ListStacksResponse listStacks(ListStacksRequest request) {
        List<String> wanted = request.stackStatusFiltersAsStrings();
        Page<StackRow> page = StackParts.page(
                parts().table().all().stream()
                        .filter(stack -> wanted.isEmpty()
                                || wanted.contains(stack.status().name()))
                        .toList(),
                request.nextToken());
        return ListStacksResponse.builder()
                .stackSummaries(page.items().stream().map(StackViews::summary).toList())
                .nextToken(page.next())
                .build();
    }

    @Override
    default DescribeStackEventsResponse describeStackEvents(DescribeStackEventsRequest request) {
        StackRow stack = parts().known(request.stackName());
        Page<StackEvents.Event> page = StackParts.page(parts().events().of(stack.id()), request.nextToken());
        return DescribeStackEventsResponse.builder()
                .stackEvents(page.items().stream()
                        .map(event -> StackViews.event(stack, event))
                        .toList())
                .nextToken(page.next())
                .build();
    }

    @Override
    default DescribeStackResourceResponse describeStackResource(DescribeStackResourceRequest request) {
        StackRow stack = parts().known(request.stackName());
        ResourceState state = stack.resource(request.logicalResourceId())
                .orElseThrow(() -> TemplateFault.validation(
                        "Resource " + request.logicalResourceId() + " does not exist for stack " + stack.name()));
        return DescribeStackResourceResponse.builder()
                .stackResourceDetail(StackViews.detail(stack, state))
                .build();
    }

    @Override
    default DescribeStackResourcesResponse describeStackResources(DescribeStackResourcesRequest request) {
        StackRow stack =
                request.stackName() == null ? owner(request.physicalResourceId()) : parts().known(request.stackName());
        return DescribeStackResourcesResponse.builder()
                .stackResources(stack.resources().values().stream()
                        .filter(state -> request.logicalResourceId() == null
                                || request.logicalResourceId().equals(state.logicalId()))
                        .map(state -> StackViews.resource(stack, state))
                        .toList())
                .build();
    }

    private StackRow owner(String physicalId) {
        if (physicalId == null) {
            throw TemplateFault.validation("Either StackName or PhysicalResourceId must be specified.");
        }
        return parts().table().all().stream()
                .filter(stack -> stack.resources().values().stream()
                        .anyMatch(state -> state.physicalId().equals(physicalId)))
                .findFirst()
                .orElseThrow(() -> TemplateFault.validation("Stack for " + physicalId + " does not exist"));
    }

    @Override
    default ListStackResourcesResponse listStackResources(ListStackResourcesRequest request) {
        Page<ResourceState> page = StackParts.page(
                List.copyOf(parts().known(request.stackName()).resources().values()), request.nextToken());
        return ListStackResourcesResponse.builder()
                .stackResourceSummaries(
                        page.items().stream().map(StackViews::summary).toList())
                .nextToken(page.next())
                .build();
    }

    @Override
    default UpdateTerminationProtectionResponse updateTerminationProtection(
            UpdateTerminationProtectionRequest request) {
        StackRow stack = parts().table().require(request.stackName());
        parts().stacks().protect(stack, request.enableTerminationProtection());
        return UpdateTerminationProtectionResponse.builder().stackId(stack.id()).build();
    }
}
