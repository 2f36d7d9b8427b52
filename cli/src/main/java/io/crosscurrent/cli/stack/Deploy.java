/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.stack;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.failure.CliFailure;
import io.crosscurrent.cli.output.Output;
import io.crosscurrent.cli.output.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.ParameterDeclaration;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** {@code crosscurrent deploy}. */
@Command(
        name = "deploy",
        description = "Makes a stack of a CloudFormation template, or changes it to what the template says now.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A parameter without a value takes it from the environment variable of its name, so that a password is in no"
                    + " command line. On later runs, parameters that are not given keep their values.",
            "",
            "Example:",
            "  crosscurrent deploy network.yaml",
            "  crosscurrent deploy streaming.yaml --stack streaming --parameter ExternalDBServerName=db.example.com \\",
            "      --parameter ExternalDBPassword --start",
            "  crosscurrent deploy streaming.yaml --dry-run"
        })
public final class Deploy implements Runnable {
    private static final String CHANGE_SET = "crosscurrent-deploy";

    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "TEMPLATE", description = "File with the template, YAML or JSON.")
    private Path template;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            description = "Name of the stack; without it the name of the file without its ending.")
    private String stack;

    @Option(names = "--parameter", paramLabel = "KEY=VALUE", description = "A parameter of the template. Repeatable.")
    private List<String> parameters = new ArrayList<>();

    @Option(names = "--dry-run", description = "Only shows what would change.")
    private boolean dryRun;

    @Option(names = "--start", description = "Starts the replication tasks of the stack when it stands.")
    private boolean start;

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            CloudFormationClient stacks = connection.stacks();
            String body = text();
            String name = stack == null ? nameOf(template) : stack;
            Optional<Stack> existing =
                    StackLookup.find(stacks, name).filter(each -> each.stackStatus() != StackStatus.REVIEW_IN_PROGRESS);
            CreateChangeSetResponse made = stacks.createChangeSet(request -> request.stackName(name)
                    .changeSetName(CHANGE_SET + "-" + System.currentTimeMillis())
                    .changeSetType(existing.isPresent() ? ChangeSetType.UPDATE : ChangeSetType.CREATE)
                    .templateBody(body)
                    .parameters(parameters(stacks, body, existing.isPresent()))
                    .capabilities(Capability.CAPABILITY_NAMED_IAM));
            DescribeChangeSetResponse changes = stacks.describeChangeSet(request -> request.changeSetName(made.id()));
            boolean nothing = changes.executionStatusAsString().equals("UNAVAILABLE");
            if (dryRun) {
                show(changes);
            }
            if (dryRun || nothing) {
                stacks.deleteChangeSet(request -> request.changeSetName(made.id()));
            } else {
                StackProgress progress = StackProgress.of(stacks, made.stackId(), output);
                stacks.executeChangeSet(request -> request.changeSetName(made.id()));
                progress.follow();
            }
            if (!dryRun) {
                finish(connection, name, made.stackId(), nothing);
            }
        }
    }

    private void finish(Connection connection, String name, String id, boolean nothing) {
        if (start) {
            new StackTasks(connection, output).start(id);
        }
        Stack now = StackLookup.require(connection.stacks(), name);
        output.result("stack " + name + (nothing ? " is as the template says; nothing to do" : " is deployed"), now);
        if (!output.json()) {
            StackShow.outputs(now, output);
        }
    }

    private void show(DescribeChangeSetResponse changes) {
        if (output.json()) {
            output.document(changes);
            return;
        }
        TextTable table = new TextTable("action", "resource", "type", "replaced", "because of");
        for (Change change : changes.changes()) {
            ResourceChange resource = change.resourceChange();
            List<String> properties = resource.details().stream()
                    .map(detail -> detail.target().name())
                    .toList();
            table.row(
                    resource.actionAsString(),
                    resource.logicalResourceId(),
                    resource.resourceType(),
                    resource.replacementAsString() == null ? "" : resource.replacementAsString(),
                    String.join(", ", properties));
        }
        output.table(table);
        if (changes.changes().isEmpty()) {
            output.line("no resource would change");
        }
    }

    private static String nameOf(Path template) {
        return template.getFileName().toString().replaceAll("\\.[A-Za-z]+$", "").replaceAll("[^A-Za-z0-9]+", "-");
    }

    private String text() {
        try {
            return Files.readString(template);
        } catch (IOException e) {
            throw new CliFailure(
                    "cli.template_unreadable",
                    "the template " + template + " cannot be read: " + e.getMessage(),
                    "Name a file with a CloudFormation template.",
                    e);
        }
    }

    private List<Parameter> parameters(CloudFormationClient stacks, String body, boolean update) {
        Map<String, String> given = new LinkedHashMap<>();
        parameters.forEach(each -> {
            int equals = each.indexOf('=');
            if (equals < 0) {
                given.put(each, environment(each));
            } else {
                given.put(each.substring(0, equals), each.substring(equals + 1));
            }
        });
        List<Parameter> all = new ArrayList<>();
        given.forEach((key, value) -> all.add(
                Parameter.builder().parameterKey(key).parameterValue(value).build()));
        if (update) {
            for (ParameterDeclaration declared :
                    stacks.getTemplateSummary(r -> r.templateBody(body)).parameters()) {
                if (!given.containsKey(declared.parameterKey())) {
                    all.add(Parameter.builder()
                            .parameterKey(declared.parameterKey())
                            .usePreviousValue(true)
                            .build());
                }
            }
        }
        return all;
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new CliFailure(
                    "cli.invalid_usage",
                    "the parameter " + name + " has no value, and there is no environment variable " + name,
                    "Write --parameter " + name + "=VALUE, or export " + name + ".");
        }
        return value;
    }
}
