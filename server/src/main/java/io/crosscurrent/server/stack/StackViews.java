/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import io.crosscurrent.server.stack.template.Parameter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetSummary;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;
import software.amazon.awssdk.services.cloudformation.model.RollbackConfiguration;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackDriftInformation;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDetail;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftInformation;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftInformationSummary;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** Stacks, resources, events and change sets as clients see them. Passwords are not among it. */
final class StackViews {
    private static final String NOT_CHECKED = "NOT_CHECKED";

    private final StackTable table;

    StackViews(StackTable table) {
        this.table = table;
    }

    Stack stack(StackRow stack) {
        return Stack.builder()
                .stackId(stack.id())
                .stackName(stack.name())
                .changeSetId(none(stack.text("changeSet")))
                .description(none(stack.text("description")))
                .parameters(parameters(stack.id()))
                .creationTime(stack.time("created"))
                .lastUpdatedTime(stack.time("updated"))
                .deletionTime(stack.time("deleted"))
                .rollbackConfiguration(RollbackConfiguration.builder().build())
                .stackStatus(stack.status().name())
                .stackStatusReason(none(stack.text("reason")))
                .roleARN(none(stack.text("role")))
                .disableRollback(stack.flag("disableRollback"))
                .notificationARNs(List.of())
                .capabilitiesWithStrings(stack.texts("capabilities"))
                .outputs(stack.outputs().stream().map(StackViews::output).toList())
                .tags(tags(stack.tags()))
                .enableTerminationProtection(stack.flag("protection"))
                .driftInformation(StackDriftInformation.builder()
                        .stackDriftStatus(NOT_CHECKED)
                        .build())
                .build();
    }

    private static Output output(StackRow.Output output) {
        return Output.builder()
                .outputKey(output.key())
                .outputValue(output.value())
                .description(none(output.description()))
                .exportName(none(output.export()))
                .build();
    }

    static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** @param owner stack or change set */
    private List<software.amazon.awssdk.services.cloudformation.model.Parameter> parameters(String owner) {
        return table.find(owner, false)
                .map(definition -> definition.template().parameters().values().stream()
                        .map(parameter -> parameter(parameter, definition.inputs()))
                        .toList())
                .orElse(List.of());
    }

    private static software.amazon.awssdk.services.cloudformation.model.Parameter parameter(
            Parameter parameter, Inputs inputs) {
        return software.amazon.awssdk.services.cloudformation.model.Parameter.builder()
                .parameterKey(parameter.name())
                .parameterValue(inputs.shown(parameter))
                .resolvedValue(
                        parameter.stored() && !parameter.noEcho()
                                ? inputs.values().get(parameter.name())
                                : null)
                .build();
    }

    static StackSummary summary(StackRow stack) {
        return StackSummary.builder()
                .stackId(stack.id())
                .stackName(stack.name())
                .templateDescription(none(stack.text("description")))
                .creationTime(stack.time("created"))
                .lastUpdatedTime(stack.time("updated"))
                .deletionTime(stack.time("deleted"))
                .stackStatus(stack.status().name())
                .stackStatusReason(none(stack.text("reason")))
                .driftInformation(builder -> builder.stackDriftStatus(NOT_CHECKED))
                .build();
    }

    static StackEvent event(StackRow stack, StackEvents.Event event) {
        return StackEvent.builder()
                .stackId(stack.id())
                .eventId(event.eventId())
                .stackName(stack.name())
                .logicalResourceId(event.logicalId())
                .physicalResourceId(event.physicalId())
                .resourceType(event.type())
                .timestamp(Instant.ofEpochMilli(event.atMillis()))
                .resourceStatus(event.status())
                .resourceStatusReason(none(event.reason()))
                .clientRequestToken(none(event.token()))
                .build();
    }

    static StackResource resource(StackRow stack, ResourceState state) {
        return StackResource.builder()
                .stackName(stack.name())
                .stackId(stack.id())
                .logicalResourceId(state.logicalId())
                .physicalResourceId(none(state.physicalId()))
                .resourceType(state.type())
                .timestamp(Instant.ofEpochMilli(state.atMillis()))
                .resourceStatus(state.status())
                .resourceStatusReason(none(state.reason()))
                .driftInformation(StackResourceDriftInformation.builder()
                        .stackResourceDriftStatus(NOT_CHECKED)
                        .build())
                .build();
    }

    static StackResourceDetail detail(StackRow stack, ResourceState state) {
        return StackResourceDetail.builder()
                .stackName(stack.name())
                .stackId(stack.id())
                .logicalResourceId(state.logicalId())
                .physicalResourceId(none(state.physicalId()))
                .resourceType(state.type())
                .lastUpdatedTimestamp(Instant.ofEpochMilli(state.atMillis()))
                .resourceStatus(state.status())
                .resourceStatusReason(none(state.reason()))
                .metadata("{}")
                .driftInformation(StackResourceDriftInformation.builder()
                        .stackResourceDriftStatus(NOT_CHECKED)
                        .build())
                .build();
    }

    static StackResourceSummary summary(ResourceState state) {
        return StackResourceSummary.builder()
                .logicalResourceId(state.logicalId())
                .physicalResourceId(none(state.physicalId()))
                .resourceType(state.type())
                .lastUpdatedTimestamp(Instant.ofEpochMilli(state.atMillis()))
                .resourceStatus(state.status())
                .resourceStatusReason(none(state.reason()))
                .driftInformation(StackResourceDriftInformationSummary.builder()
                        .stackResourceDriftStatus(NOT_CHECKED)
                        .build())
                .build();
    }

    DescribeChangeSetResponse changeSet(ChangeSets.Row set, StackRow stack) {
        return DescribeChangeSetResponse.builder()
                .changeSetName(set.text("name"))
                .changeSetId(set.id())
                .stackId(stack.id())
                .stackName(stack.name())
                .description(none(set.text("description")))
                .parameters(parameters(set.id()))
                .creationTime(Instant.ofEpochMilli(set.created()))
                .executionStatus(set.text("execution"))
                .status(set.row().state())
                .statusReason(none(set.text("reason")))
                .notificationARNs(List.of())
                .rollbackConfiguration(RollbackConfiguration.builder().build())
                .capabilitiesWithStrings(set.capabilities())
                .tags(tags(set.tags()))
                .changes(set.changes().stream().map(StackViews::change).toList())
                .includeNestedStacks(false)
                .build();
    }

    private static Change change(StackPlan.Change change) {
        boolean modify = change.action() == StackPlan.Action.MODIFY || change.action() == StackPlan.Action.REPLACE;
        String action =
                switch (change.action()) {
                    case ADD -> "Add";
                    case REMOVE -> "Remove";
                    case MODIFY, REPLACE -> "Modify";
                };
        String replaced = change.action() == StackPlan.Action.REPLACE ? "True" : "False";
        return Change.builder()
                .type("Resource")
                .resourceChange(ResourceChange.builder()
                        .action(action)
                        .logicalResourceId(change.logicalId())
                        .physicalResourceId(none(change.physicalId()))
                        .resourceType(change.type())
                        .replacement(modify ? replaced : null)
                        .scopeWithStrings(modify ? List.of("Properties") : List.of())
                        .details(change.properties().stream()
                                .map(property -> ResourceChangeDetail.builder()
                                        .evaluation("Static")
                                        .changeSource("DirectModification")
                                        .target(target -> target.attribute("Properties")
                                                .name(property)
                                                .requiresRecreation(
                                                        change.action() == StackPlan.Action.REPLACE
                                                                ? "Always"
                                                                : "Never"))
                                        .build())
                                .toList())
                        .build())
                .build();
    }

    static ChangeSetSummary summary(ChangeSets.Row set, StackRow stack) {
        return ChangeSetSummary.builder()
                .stackId(stack.id())
                .stackName(stack.name())
                .changeSetId(set.id())
                .changeSetName(set.text("name"))
                .executionStatus(set.text("execution"))
                .status(set.row().state())
                .statusReason(none(set.text("reason")))
                .creationTime(Instant.ofEpochMilli(set.created()))
                .description(none(set.text("description")))
                .includeNestedStacks(false)
                .build();
    }

    private static String none(String text) {
        return text.isEmpty() ? null : text;
    }
}
