/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.Delegation;
import io.crosscurrent.server.aws.SdkService;
import io.crosscurrent.server.aws.WireService;
import io.crosscurrent.server.stack.resource.Api;
import io.crosscurrent.server.stack.resource.ResourceTypes;
import io.crosscurrent.server.stack.template.DynamicReferences;
import io.crosscurrent.server.store.Store;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** The API of CloudFormation. */
public final class CloudFormationService
        implements StackOperations, ChangeSetOperations, TemplateOperations, ExportOperations, AutoCloseable {
    private static final String VALIDATION = "ValidationError";

    private final StackRunner runner;
    private final StackParts parts;

    public CloudFormationService(
            Store store,
            Clock clock,
            String region,
            String account,
            Api api,
            StoredValues values,
            Delegation delegation) {

        ResourceTypes types = new ResourceTypes(api, Map.of("region", region, "account", account));
        Naming naming = new Naming(region, account);
        StackTable table = new StackTable(store, clock);
        StackEvents events = new StackEvents(store, clock);
        StackScope scope = new StackScope(table, types, naming);
        ResourceWork work = new ResourceWork(table, events, types, new DynamicReferences(values));
        StackSteps steps = new StackSteps(table, events, scope, types, work);
        runner = new StackRunner(table, steps);
        Stacks stacks = new Stacks(table, steps, scope, new StackPlan(scope, types, work), runner, naming);
        parts = new StackParts(
                table,
                events,
                new StackInput(types, values),
                stacks,
                new ChangeSets(stacks, naming),
                new StackViews(table),
                new StackRights(delegation));
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
    public StackParts parts() {
        return parts;
    }
}
