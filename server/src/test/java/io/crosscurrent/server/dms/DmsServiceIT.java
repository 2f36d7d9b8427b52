/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms;

import static io.crosscurrent.server.dms.DmsCalls.byTask;
import static io.crosscurrent.server.dms.DmsCalls.filter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crosscurrent.server.fake.PlaneExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.databasemigration.model.*;

/** What the Database Migration Service offers beside tasks and endpoints, asked by the AWS SDK for Java. */
class DmsServiceIT {
    @RegisterExtension
    final PlaneExtension planes = new PlaneExtension();

    private final DmsCalls calls = new DmsCalls(planes);

    @Test
    void anAssessmentRunChecksSourceAndTargetAndLeavesAReport() {
        String task = calls.task("assessed", "full-load", "{}");
        String run = calls.dms()
                .startReplicationTaskAssessmentRun(r -> r.replicationTaskArn(task)
                        .serviceAccessRoleArn("arn:aws:iam::1:role/r")
                        .resultLocationBucket("reports")
                        .assessmentRunName("first"))
                .replicationTaskAssessmentRun()
                .replicationTaskAssessmentRunArn();
        await().untilAsserted(() -> assertThat(calls.dms()
                        .describeReplicationTaskAssessmentRuns(r -> r.filters(filter("replication-task-arn", task)))
                        .replicationTaskAssessmentRuns())
                .singleElement()
                .satisfies(done -> {
                    assertThat(done.status()).isNotEqualTo("running");
                    assertThat(done.assessmentProgress().individualAssessmentCount())
                            .isPositive();
                    assertThat(done.isLatestTaskAssessmentRun()).isTrue();
                }));
        assertThat(calls.dms()
                        .describeReplicationTaskIndividualAssessments(
                                r -> r.filters(filter("replication-task-assessment-run-arn", run)))
                        .replicationTaskIndividualAssessments())
                .isNotEmpty();
        assertThat(planes.directory().resolve("objects").resolve("reports")).isDirectoryContaining("glob:**.key");
        calls.dms().deleteReplicationTaskAssessmentRun(r -> r.replicationTaskAssessmentRunArn(run));
        assertThat(calls.dms().describeReplicationTaskAssessmentRuns(r -> {}).replicationTaskAssessmentRuns())
                .isEmpty();
    }

    @Test
    void consolesLearnWhatThereIs() {
        assertThat(calls.dms().describeOrderableReplicationInstances().orderableReplicationInstances())
                .extracting(each -> each.replicationInstanceClass())
                .contains("dms.t3.medium");
        assertThat(calls.dms().describeEngineVersions(r -> {}).engineVersions()).hasSize(1);
        assertThat(calls.dms()
                        .describeEndpointSettings(r -> r.engineName("kafka"))
                        .endpointSettings())
                .extracting(each -> each.name())
                .contains("Broker", "SaslPassword");
        assertThatThrownBy(() -> calls.dms().describeEndpointSettings(r -> r.engineName("oracle")))
                .hasMessageContaining("oracle is not offered here");
    }

    @Test
    void filtersThatMatchNothingAreAnError() {
        assertThat(calls.dms().describeReplicationTasks(r -> {}).replicationTasks())
                .isEmpty();
        assertThatThrownBy(() -> calls.dms().describeReplicationTasks(byTask("arn:aws:dms:none")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("No Tasks found matching the filters");
        String endpoint = calls.source("short", "db");
        calls.dms().deleteEndpoint(r -> r.endpointArn(endpoint));
        calls.waiter().waitUntilEndpointDeleted(r -> r.filters(filter("endpoint-arn", endpoint)));
        String instance = calls.instance();
        calls.waiter()
                .waitUntilReplicationInstanceAvailable(r -> r.filters(filter("replication-instance-arn", instance)));
        calls.dms().deleteReplicationInstance(r -> r.replicationInstanceArn(instance));
        calls.waiter()
                .waitUntilReplicationInstanceDeleted(r -> r.filters(filter("replication-instance-arn", instance)));
    }

    @Test
    void tagsAndQuotasAreKept() {
        String instance = calls.instance();
        calls.dms().addTagsToResource(r -> r.resourceArn(instance)
                .tags(Tag.builder().key("team").value("x").build()));
        assertThat(calls.dms().listTagsForResource(r -> r.resourceArn(instance)).tagList())
                .containsExactly(Tag.builder().key("team").value("x").build());
        calls.dms().removeTagsFromResource(r -> r.resourceArn(instance).tagKeys("team"));
        assertThat(calls.dms().listTagsForResource(r -> r.resourceArn(instance)).tagList())
                .isEmpty();
        assertThat(calls.dms().describeAccountAttributes(r -> {}).accountQuotas())
                .isNotEmpty();
        assertThat(calls.dms().describeEndpointTypes(r -> {}).supportedEndpointTypes())
                .extracting(SupportedEndpointType::engineName)
                .contains("mysql", "kafka");
    }

    @Test
    void subscriptionsToEventsAreKeptAndDescribed() {
        String topic = "arn:aws:sns:us-east-1:000000000000:alerts";
        calls.dms().createEventSubscription(r -> r.subscriptionName("Watch")
                .snsTopicArn(topic)
                .sourceType("replication-task")
                .eventCategories("failure", "state change"));
        assertThat(calls.dms()
                        .describeEventSubscriptions(r -> r.subscriptionName("watch"))
                        .eventSubscriptionsList())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.custSubscriptionId()).isEqualTo("watch");
                    assertThat(each.snsTopicArn()).isEqualTo(topic);
                    assertThat(each.status()).isEqualTo("active");
                    assertThat(each.enabled()).isTrue();
                    assertThat(each.eventCategoriesList()).containsExactly("failure", "state change");
                });
        assertThat(calls.dms()
                        .modifyEventSubscription(
                                r -> r.subscriptionName("watch").enabled(false).eventCategories("failure"))
                        .eventSubscription()
                        .enabled())
                .isFalse();
        assertThatThrownBy(() -> calls.dms().createEventSubscription(r -> r.subscriptionName("watch")
                        .snsTopicArn(topic)))
                .isInstanceOf(ResourceAlreadyExistsException.class);
        assertThatThrownBy(() -> calls.dms().createEventSubscription(r -> r.subscriptionName("other")
                        .snsTopicArn("https://example.org/hook")))
                .isInstanceOf(SnsInvalidTopicException.class);
        assertThatThrownBy(() -> calls.dms().modifyEventSubscription(r -> r.subscriptionName("watch")
                        .eventCategories("failover")))
                .hasMessageContaining("\"failover\" is not one of");
        assertThatThrownBy(() -> calls.dms().createEventSubscription(r -> r.subscriptionName("other")
                        .snsTopicArn(topic)
                        .sourceType("replication-task")
                        .sourceIds("nothing")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(calls.dms()
                        .describeEventCategories(r -> r.sourceType("replication-task"))
                        .eventCategoryGroupList())
                .singleElement()
                .satisfies(each -> assertThat(each.eventCategories()).contains("state change", "failure"));
        calls.dms().deleteEventSubscription(r -> r.subscriptionName("watch"));
        assertThat(calls.dms().describeEventSubscriptions().eventSubscriptionsList())
                .isEmpty();
    }
}
