/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.application.Applications.Row;
import io.crosscurrent.server.aws.PojoCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ApplicationConfigurationDescription;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ApplicationDetail;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ApplicationVersionSummary;

/** Applications as the API shows them. */
final class ApplicationView {
    private ApplicationView() {}

    static String token(Row application) {
        return application.version() + "-" + application.name().hashCode();
    }

    static ApplicationDetail detail(Row application) {
        JsonNode document = application.document();
        return builder(application, application.given(), application.version(), application.time("updated"))
                .applicationStatus(application.status())
                .applicationVersionUpdatedFrom(version(document, "updatedFrom"))
                .applicationVersionRolledBackFrom(version(document, "rolledBackFrom"))
                .applicationVersionRolledBackTo(version(document, "rolledBackTo"))
                .conditionalToken(token(application))
                .build();
    }

    private static Long version(JsonNode document, String member) {
        return document.has(member) ? document.path(member).asLong() : null;
    }

    /** One version, the present or a former one. */
    static ApplicationDetail version(Row application, long version) {
        if (version == application.version()) {
            return detail(application);
        }
        ObjectNode former = application.versions().stream()
                .filter(each -> each.path("version").asLong() == version)
                .findFirst()
                .orElseThrow(
                        () -> Applications.missing("version " + version + " of application " + application.name()));
        return builder(
                        application,
                        (ObjectNode) former.get("given"),
                        version,
                        Instant.ofEpochMilli(former.path("updated").asLong()))
                .applicationStatus(LifeCycle.READY)
                .build();
    }

    /** Newest first. */
    static List<ApplicationVersionSummary> versions(Row application) {
        List<ApplicationVersionSummary> versions = new ArrayList<>();
        versions.add(ApplicationVersionSummary.builder()
                .applicationVersionId(application.version())
                .applicationStatus(application.status())
                .build());
        application
                .versions()
                .forEach(each -> versions.add(ApplicationVersionSummary.builder()
                        .applicationVersionId(each.path("version").asLong())
                        .applicationStatus(LifeCycle.READY)
                        .build()));
        return versions;
    }

    private static ApplicationDetail.Builder builder(Row application, ObjectNode given, long version, Instant updated) {
        return ApplicationDetail.builder()
                .applicationARN(application.arn())
                .applicationName(application.name())
                .applicationDescription(given.path("ApplicationDescription").asText(null))
                .runtimeEnvironment(given.path("RuntimeEnvironment").asText())
                .serviceExecutionRole(given.path("ServiceExecutionRole").asText())
                .applicationVersionId(version)
                .createTimestamp(application.time("created"))
                .lastUpdateTimestamp(updated)
                .applicationVersionCreateTimestamp(updated)
                .applicationMode(given.path("ApplicationMode").asText("STREAMING"))
                .applicationConfigurationDescription(PojoCodec.read(
                        configuration(application, given, version),
                        ApplicationConfigurationDescription.builder(),
                        ApplicationConfigurationDescription.class));
    }

    private static ObjectNode configuration(Row application, ObjectNode given, long version) {
        ObjectNode shown = Names.shown(
                given.get("ApplicationConfiguration") instanceof ObjectNode configuration
                        ? configuration
                        : PojoCodec.object());
        int number = 0;
        for (JsonNode vpc : shown.path("VpcConfigurationDescriptions")) {
            ((ObjectNode) vpc)
                    .put("VpcConfigurationId", version + "." + ++number)
                    .put("VpcId", "vpc-local");
        }
        if (!application.interactive()) {
            FlinkConfiguration flink = new FlinkConfiguration(given.path("ApplicationConfiguration"));
            Programs.describe(given, shown);
            shown.set("FlinkApplicationConfigurationDescription", flink.shown());
            shown.putObject("ApplicationSnapshotConfigurationDescription").put("SnapshotsEnabled", flink.snapshots());
            shown.putObject("ApplicationSystemRollbackConfigurationDescription")
                    .put("RollbackEnabled", flink.rollback());
            run(application.document().path("run"), shown);
        }
        return shown;
    }

    private static void run(JsonNode wish, ObjectNode shown) {
        ObjectNode run = shown.putObject("RunConfigurationDescription");
        if (wish.has("ApplicationRestoreConfiguration")) {
            run.set("ApplicationRestoreConfigurationDescription", wish.get("ApplicationRestoreConfiguration"));
        }
        if (wish.has("FlinkRunConfiguration")) {
            run.set("FlinkRunConfigurationDescription", wish.get("FlinkRunConfiguration"));
        }
    }
}
