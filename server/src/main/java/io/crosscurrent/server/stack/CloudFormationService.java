/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.aws.SdkService;
import io.crosscurrent.server.aws.WireService;
import io.crosscurrent.server.stack.resource.Api;
import io.crosscurrent.server.stack.resource.ResourceTypes;
import io.crosscurrent.server.stack.template.DynamicReferences;
import io.crosscurrent.server.stack.template.Parameter;
import io.crosscurrent.server.stack.template.Template;
import io.crosscurrent.server.stack.template.TemplateFault;
import io.crosscurrent.server.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Export;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateResponse;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryResponse;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListExportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListExportsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListImportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListImportsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.ParameterConstraints;
import software.amazon.awssdk.services.cloudformation.model.ParameterDeclaration;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.cloudformation.model.TemplateParameter;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionResponse;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateResponse;

/** The API of CloudFormation. */
public final class CloudFormationService implements CloudFormationClient, AutoCloseable {
    private static final String VALIDATION = "ValidationError";
    private static final int PAGE = 100;

    private final StackTable table;
    private final StackEvents events;
    private final StackInput input;
    private final StackRunner runner;
    private final Stacks stacks;
    private final ChangeSets changeSets;
    private final StackViews views;

    public CloudFormationService(
            Store store, Clock clock, String region, String account, Api api, StoredValues values) {
        ResourceTypes types = new ResourceTypes(api, Map.of("region", region, "account", account));
        Naming naming = new Naming(region, account);
        table = new StackTable(store, clock);
        events = new StackEvents(store, clock);
        input = new StackInput(types, values);
        StackScope scope = new StackScope(table, types, naming);
        ResourceWork work = new ResourceWork(table, events, types, new DynamicReferences(values));
        StackSteps steps = new StackSteps(table, events, scope, types, work);
        runner = new StackRunner(table, steps);
        stacks = new Stacks(table, steps, scope, new StackPlan(scope, types, work), runner, naming);
        changeSets = new ChangeSets(stacks, naming);
        views = new StackViews(table);
    }

    /** Goes on with what an earlier life of the control plane began. */
    public void resume() {
        runner.resume();
    }

    /** This service as the listener knows it. */
    public WireService wire() {
        return new SdkService(
                new SdkService.Form(
                        "cloudformation",
                        "CloudFormation_20100515",
                        CloudFormationClient.class,
                        "operations.txt",
                        VALIDATION,
                        failure -> new ApiException(VALIDATION, failure.oneLine()),
                        "http://cloudformation.amazonaws.com/doc/2010-05-15/"),
                this);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        runner.close();
    }

    @Override
    public CreateStackResponse createStack(CreateStackRequest request) {
        if (table.find(request.stackName()).isPresent()) {
            throw new ApiException("AlreadyExistsException", "Stack [" + request.stackName() + "] already exists");
        }
        Definition definition = input.definition(
                input.template(source(request.templateBody(), request.templateURL(), false), Optional.empty()),
                given(request.parameters()),
                Optional.empty(),
                request.capabilitiesAsStrings());
        Stacks.Wishes wishes = new Stacks.Wishes(
                request.capabilitiesAsStrings(),
                tags(request.tags()),
                request.onFailureAsString() == null ? "ROLLBACK" : request.onFailureAsString(),
                Boolean.TRUE.equals(request.disableRollback()),
                Boolean.TRUE.equals(request.enableTerminationProtection()),
                text(request.clientRequestToken()));
        StackRow reviewed = stacks.review(request.stackName());
        try {
            stacks.create(reviewed, definition, wishes);
        } catch (ApiException e) {
            stacks.discard(reviewed);
            throw e;
        }
        return CreateStackResponse.builder().stackId(reviewed.id()).build();
    }

    @Override
    public UpdateStackResponse updateStack(UpdateStackRequest request) {
        StackRow stack = table.require(request.stackName());
        Stacks.requireUpdatable(stack);
        Definition next = next(
                stack,
                request.templateBody(),
                request.templateURL(),
                request.usePreviousTemplate(),
                request.parameters(),
                request.capabilitiesAsStrings());
        stacks.update(
                stack,
                next,
                new Stacks.Wishes(
                        request.capabilitiesAsStrings(),
                        changedTags(request.tags()),
                        "ROLLBACK",
                        Boolean.TRUE.equals(request.disableRollback()),
                        stack.flag("protection"),
                        text(request.clientRequestToken())));
        return UpdateStackResponse.builder().stackId(stack.id()).build();
    }

    private Definition next(
            StackRow stack,
            String body,
            String url,
            Boolean previous,
            List<software.amazon.awssdk.services.cloudformation.model.Parameter> parameters,
            List<String> capabilities) {
        Optional<Definition> current = table.find(stack.id(), false);
        Template template = input.template(source(body, url, Boolean.TRUE.equals(previous)), current);
        return input.definition(template, given(parameters), current, capabilities);
    }

    private static StackInput.Source source(String body, String url, boolean previous) {
        return new StackInput.Source(body, url, previous);
    }

    private static List<Inputs.Given> given(
            List<software.amazon.awssdk.services.cloudformation.model.Parameter> parameters) {
        return parameters.stream()
                .map(each -> new Inputs.Given(
                        each.parameterKey(),
                        Boolean.TRUE.equals(each.usePreviousValue()) ? null : text(each.parameterValue())))
                .toList();
    }

    /** An empty list leaves the tags as they are: the CLI sends one when it was given none. */
    private static Map<String, String> changedTags(List<Tag> tags) {
        return tags.isEmpty() ? null : tags(tags);
    }

    private static Map<String, String> tags(List<Tag> tags) {
        return tags.stream()
                .collect(Collectors.toMap(
                        Tag::key, Tag::value, (first, second) -> second, java.util.LinkedHashMap::new));
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    @Override
    public DeleteStackResponse deleteStack(DeleteStackRequest request) {
        stacks.delete(request.stackName(), request.retainResources(), text(request.clientRequestToken()));
        return DeleteStackResponse.builder().build();
    }

    @Override
    public DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
        if (request.stackName() != null) {
            return DescribeStacksResponse.builder()
                    .stacks(views.stack(table.require(request.stackName())))
                    .build();
        }
        List<StackRow> live = table.all().stream()
                .filter(stack -> stack.status() != StackStatus.DELETE_COMPLETE)
                .toList();
        Page<StackRow> page = page(live, request.nextToken());
        return DescribeStacksResponse.builder()
                .stacks(page.items().stream().map(views::stack).toList())
                .nextToken(page.next())
                .build();
    }

    private static <T> Page<T> page(List<T> all, String token) {
        return Page.of(all, null, PAGE, token, VALIDATION);
    }

    @Override
    public ListStacksResponse listStacks(ListStacksRequest request) {
        List<String> wanted = request.stackStatusFiltersAsStrings();
        Page<StackRow> page = page(
                table.all().stream()
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
    public DescribeStackEventsResponse describeStackEvents(DescribeStackEventsRequest request) {
        StackRow stack = known(request.stackName());
        Page<StackEvents.Event> page = page(events.of(stack.id()), request.nextToken());
        return DescribeStackEventsResponse.builder()
                .stackEvents(page.items().stream()
                        .map(event -> StackViews.event(stack, event))
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private StackRow known(String nameOrId) {
        return table.find(nameOrId)
                .orElseThrow(() -> TemplateFault.validation("Stack [" + nameOrId + "] does not exist"));
    }

    @Override
    public DescribeStackResourceResponse describeStackResource(DescribeStackResourceRequest request) {
        StackRow stack = known(request.stackName());
        ResourceState state = stack.resource(request.logicalResourceId())
                .orElseThrow(() -> TemplateFault.validation(
                        "Resource " + request.logicalResourceId() + " does not exist for stack " + stack.name()));
        return DescribeStackResourceResponse.builder()
                .stackResourceDetail(StackViews.detail(stack, state))
                .build();
    }

    @Override
    public DescribeStackResourcesResponse describeStackResources(DescribeStackResourcesRequest request) {
        StackRow stack = request.stackName() == null ? owner(request.physicalResourceId()) : known(request.stackName());
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
        return table.all().stream()
                .filter(stack -> stack.resources().values().stream()
                        .anyMatch(state -> state.physicalId().equals(physicalId)))
                .findFirst()
                .orElseThrow(() -> TemplateFault.validation("Stack for " + physicalId + " does not exist"));
    }

    @Override
    public ListStackResourcesResponse listStackResources(ListStackResourcesRequest request) {
        Page<ResourceState> page =
                page(List.copyOf(known(request.stackName()).resources().values()), request.nextToken());
        return ListStackResourcesResponse.builder()
                .stackResourceSummaries(
                        page.items().stream().map(StackViews::summary).toList())
                .nextToken(page.next())
                .build();
    }

    @Override
    public CreateChangeSetResponse createChangeSet(CreateChangeSetRequest request) {
        String type = request.changeSetTypeAsString() == null ? "UPDATE" : request.changeSetTypeAsString();
        Optional<StackRow> existing = table.find(request.stackName());
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
        Optional<Definition> current = existing.flatMap(stack -> table.find(stack.id(), false));
        Template template = input.template(
                source(
                        request.templateBody(),
                        request.templateURL(),
                        Boolean.TRUE.equals(request.usePreviousTemplate())),
                current);
        Definition next =
                input.definition(template, given(request.parameters()), current, request.capabilitiesAsStrings());
        StackRow stack = existing.orElseGet(() -> stacks.review(request.stackName()));
        ChangeSets.Row set = changeSets.create(
                stack,
                request.changeSetName(),
                type,
                text(request.description()),
                next,
                new Stacks.Wishes(
                        request.capabilitiesAsStrings(),
                        changedTags(request.tags()),
                        "ROLLBACK",
                        false,
                        false,
                        text(request.clientToken())));
        return CreateChangeSetResponse.builder()
                .id(set.id())
                .stackId(stack.id())
                .build();
    }

    @Override
    public DescribeChangeSetResponse describeChangeSet(DescribeChangeSetRequest request) {
        ChangeSets.Row set = changeSets.require(request.changeSetName(), request.stackName());
        return views.changeSet(set, table.require(set.text("stack")));
    }

    @Override
    public ExecuteChangeSetResponse executeChangeSet(ExecuteChangeSetRequest request) {
        changeSets.execute(
                changeSets.require(request.changeSetName(), request.stackName()),
                Boolean.TRUE.equals(request.disableRollback()),
                text(request.clientRequestToken()));
        return ExecuteChangeSetResponse.builder().build();
    }

    @Override
    public DeleteChangeSetResponse deleteChangeSet(DeleteChangeSetRequest request) {
        changeSets.delete(changeSets.require(request.changeSetName(), request.stackName()));
        return DeleteChangeSetResponse.builder().build();
    }

    @Override
    public ListChangeSetsResponse listChangeSets(ListChangeSetsRequest request) {
        StackRow stack = table.require(request.stackName());
        Page<ChangeSets.Row> page = page(changeSets.of(stack), request.nextToken());
        return ListChangeSetsResponse.builder()
                .summaries(page.items().stream()
                        .map(set -> StackViews.summary(set, stack))
                        .toList())
                .nextToken(page.next())
                .build();
    }

    @Override
    public GetTemplateResponse getTemplate(GetTemplateRequest request) {
        String owner = request.changeSetName() == null
                ? table.require(text(request.stackName())).id()
                : changeSets
                        .require(request.changeSetName(), request.stackName())
                        .id();
        return GetTemplateResponse.builder()
                .templateBody(table.find(owner, false)
                        .map(definition -> definition.template().text())
                        .orElse("{}"))
                .stagesAvailableWithStrings("Original", "Processed")
                .build();
    }

    @Override
    public GetTemplateSummaryResponse getTemplateSummary(GetTemplateSummaryRequest request) {
        Template template = request.stackName() == null
                ? input.template(source(request.templateBody(), request.templateURL(), false), Optional.empty())
                : table.definition(table.require(request.stackName()).id(), false)
                        .template();
        return GetTemplateSummaryResponse.builder()
                .parameters(template.parameters().values().stream()
                        .map(CloudFormationService::declaration)
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
    public ValidateTemplateResponse validateTemplate(ValidateTemplateRequest request) {
        Template template =
                input.template(source(request.templateBody(), request.templateURL(), false), Optional.empty());
        input.check(template);
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

    @Override
    public ListExportsResponse listExports(ListExportsRequest request) {
        List<Export> all = table.all().stream()
                .filter(stack -> stack.status().stands())
                .flatMap(stack -> stack.outputs().stream()
                        .filter(output -> !output.export().isEmpty())
                        .map(output -> Export.builder()
                                .exportingStackId(stack.id())
                                .name(output.export())
                                .value(output.value())
                                .build()))
                .toList();
        Page<Export> page = page(all, request.nextToken());
        return ListExportsResponse.builder()
                .exports(page.items())
                .nextToken(page.next())
                .build();
    }

    @Override
    public ListImportsResponse listImports(ListImportsRequest request) {
        List<String> users = table.all().stream()
                .filter(stack -> stack.texts("imports").contains(request.exportName()))
                .map(StackRow::name)
                .toList();
        if (users.isEmpty()) {
            throw TemplateFault.validation("Export '" + request.exportName() + "' is not imported by any stack.");
        }
        return ListImportsResponse.builder().imports(users).build();
    }

    @Override
    public UpdateTerminationProtectionResponse updateTerminationProtection(UpdateTerminationProtectionRequest request) {
        StackRow stack = table.require(request.stackName());
        stacks.protect(stack, request.enableTerminationProtection());
        return UpdateTerminationProtectionResponse.builder().stackId(stack.id()).build();
    }
}
