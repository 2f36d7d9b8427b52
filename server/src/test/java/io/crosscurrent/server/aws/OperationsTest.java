/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.server.secret.SecretsService;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a service says it offers is what it implements, with members the SDK knows. */
class OperationsTest {
    @Test
    void secretsManagerOffersWhatItImplements() throws ReflectiveOperationException {
        check(SecretsService.class, "software.amazon.awssdk.services.secretsmanager.model.");
    }

    @Test
    void databaseMigrationServiceOffersWhatItImplements() throws ReflectiveOperationException {
        check(io.crosscurrent.server.dms.DmsService.class, "software.amazon.awssdk.services.databasemigration.model.");
    }

    @Test
    void cloudFormationOffersWhatItImplements() throws ReflectiveOperationException {
        check(
                io.crosscurrent.server.stack.CloudFormationService.class,
                "software.amazon.awssdk.services.cloudformation.model.");
    }

    @Test
    void mskOffersWhatItImplementsAndHasAPathForIt() throws ReflectiveOperationException {
        check(io.crosscurrent.server.msk.MskService.class, "software.amazon.awssdk.services.kafka.model.");
        RestPaths paths = RestPaths.load(io.crosscurrent.server.msk.MskService.class, "paths.txt");
        assertThat(paths.operations())
                .containsExactlyInAnyOrderElementsOf(
                        OperationTable.load(io.crosscurrent.server.msk.MskService.class, "operations.txt")
                                .required()
                                .keySet());
    }

    @Test
    void cloudWatchOffersWhatItImplements() throws ReflectiveOperationException {
        check(
                io.crosscurrent.server.cloudwatch.MetricsService.class,
                "software.amazon.awssdk.services.cloudwatch.model.",
                "metrics-operations.txt");
        check(
                io.crosscurrent.server.cloudwatch.LogsService.class,
                "software.amazon.awssdk.services.cloudwatchlogs.model.",
                "logs-operations.txt");
    }

    @Test
    void managedFlinkOffersWhatItImplements() throws ReflectiveOperationException {
        check(
                io.crosscurrent.server.application.ApplicationService.class,
                "software.amazon.awssdk.services.kinesisanalyticsv2.model.");
    }

    @Test
    void iamAndStsOfferWhatTheyImplement() throws ReflectiveOperationException {
        check(
                io.crosscurrent.server.iam.IamService.class,
                "software.amazon.awssdk.services.iam.model.",
                "iam-operations.txt");
        check(
                io.crosscurrent.server.iam.StsService.class,
                "software.amazon.awssdk.services.sts.model.",
                "sts-operations.txt");
    }

    static void check(Class<?> service, String model) throws ReflectiveOperationException {
        check(service, model, "operations.txt");
    }

    static void check(Class<?> service, String model, String operations) throws ReflectiveOperationException {
        OperationTable table = OperationTable.load(service, operations);
        Set<String> implemented = Arrays.stream(service.getMethods())
                .filter(method -> !method.getDeclaringClass().getName().startsWith("software.amazon."))
                .filter(method -> method.getParameterCount() == 1
                        && method.getParameterTypes()[0].getSimpleName().endsWith("Request")
                        && java.lang.reflect.Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .map(name -> Character.toUpperCase(name.charAt(0)) + name.substring(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(new TreeSet<>(table.required().keySet())).isEqualTo(implemented);
        for (String operation : implemented) {
            Object builder = Class.forName(model + operation + "Request")
                    .getMethod("builder")
                    .invoke(null);
            Set<String> members = ((software.amazon.awssdk.core.SdkPojo) builder)
                    .sdkFields().stream().map(field -> field.locationName()).collect(Collectors.toSet());
            assertThat(members).containsAll(table.required().get(operation));
        }
    }
}
