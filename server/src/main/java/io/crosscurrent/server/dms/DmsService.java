/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms;

import io.crosscurrent.server.aws.SdkService;
import io.crosscurrent.server.aws.WireService;
import io.crosscurrent.server.dms.endpoint.Certificates;
import io.crosscurrent.server.dms.endpoint.Connections;
import io.crosscurrent.server.dms.endpoint.Endpoints;
import io.crosscurrent.server.dms.endpoint.Schemas;
import io.crosscurrent.server.dms.event.EventSubscriptions;
import io.crosscurrent.server.dms.instance.Instances;
import io.crosscurrent.server.dms.instance.SubnetGroups;
import io.crosscurrent.server.dms.task.Assessments;
import io.crosscurrent.server.dms.task.Tasks;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.*;
import software.amazon.awssdk.services.databasemigration.model.DeleteReplicationTaskAssessmentRunRequest;
import software.amazon.awssdk.services.databasemigration.model.DeleteReplicationTaskAssessmentRunResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeEndpointSettingsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeEndpointSettingsResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeEngineVersionsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeEngineVersionsResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeOrderableReplicationInstancesRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeOrderableReplicationInstancesResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTaskAssessmentRunsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTaskAssessmentRunsResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTaskIndividualAssessmentsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTaskIndividualAssessmentsResponse;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationTaskAssessmentRunRequest;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationTaskAssessmentRunResponse;

/** The API of the Database Migration Service: hands each call to its feature. */
public final class DmsService implements DatabaseMigrationClient {
    private final SubnetGroups subnetGroups;
    private final Instances instances;
    private final Endpoints endpoints;
    private final Connections connections;
    private final Schemas schemas;
    private final Certificates certificates;
    private final Tasks tasks;
    private final Account account;
    private final Assessments assessments;
    private final EventSubscriptions subscriptions;
    private final Offers offers = new Offers();

    public DmsService(
            SubnetGroups subnetGroups,
            Instances instances,
            Endpoints endpoints,
            Connections connections,
            Schemas schemas,
            Certificates certificates,
            Tasks tasks,
            Assessments assessments,
            EventSubscriptions subscriptions,
            Account account) {
        this.subnetGroups = subnetGroups;
        this.instances = instances;
        this.endpoints = endpoints;
        this.connections = connections;
        this.schemas = schemas;
        this.certificates = certificates;
        this.tasks = tasks;
        this.account = account;
        this.assessments = assessments;
        this.subscriptions = subscriptions;
    }

    /** This service as the listener knows it. */
    public WireService wire() {
        return new Spellings(new SdkService(
                new SdkService.Form(
                        "dms",
                        "AmazonDMSv20160101",
                        DatabaseMigrationClient.class,
                        "operations.txt",
                        "InvalidParameterValueException",
                        Faults::of),
                this));
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    @Override
    public CreateReplicationSubnetGroupResponse createReplicationSubnetGroup(
            CreateReplicationSubnetGroupRequest request) {
        return subnetGroups.create(request);
    }

    @Override
    public DescribeReplicationSubnetGroupsResponse describeReplicationSubnetGroups(
            DescribeReplicationSubnetGroupsRequest request) {
        return subnetGroups.describe(request);
    }

    @Override
    public ModifyReplicationSubnetGroupResponse modifyReplicationSubnetGroup(
            ModifyReplicationSubnetGroupRequest request) {
        return subnetGroups.modify(request);
    }

    @Override
    public DeleteReplicationSubnetGroupResponse deleteReplicationSubnetGroup(
            DeleteReplicationSubnetGroupRequest request) {
        return subnetGroups.delete(request);
    }

    @Override
    public CreateReplicationInstanceResponse createReplicationInstance(CreateReplicationInstanceRequest request) {
        return instances.create(request);
    }

    @Override
    public DescribeReplicationInstancesResponse describeReplicationInstances(
            DescribeReplicationInstancesRequest request) {
        return instances.describe(request);
    }

    @Override
    public ModifyReplicationInstanceResponse modifyReplicationInstance(ModifyReplicationInstanceRequest request) {
        return instances.modify(request);
    }

    @Override
    public DeleteReplicationInstanceResponse deleteReplicationInstance(DeleteReplicationInstanceRequest request) {
        return instances.delete(request);
    }

    @Override
    public CreateEndpointResponse createEndpoint(CreateEndpointRequest request) {
        return endpoints.create(request);
    }

    @Override
    public DescribeEndpointsResponse describeEndpoints(DescribeEndpointsRequest request) {
        return endpoints.describe(request);
    }

    @Override
    public ModifyEndpointResponse modifyEndpoint(ModifyEndpointRequest request) {
        return endpoints.modify(request);
    }

    @Override
    public DeleteEndpointResponse deleteEndpoint(DeleteEndpointRequest request) {
        return endpoints.delete(request);
    }

    @Override
    public TestConnectionResponse testConnection(TestConnectionRequest request) {
        return connections.test(request);
    }

    @Override
    public DescribeConnectionsResponse describeConnections(DescribeConnectionsRequest request) {
        return connections.describe(request);
    }

    @Override
    public DeleteConnectionResponse deleteConnection(DeleteConnectionRequest request) {
        return connections.delete(request);
    }

    @Override
    public RefreshSchemasResponse refreshSchemas(RefreshSchemasRequest request) {
        return schemas.refresh(request);
    }

    @Override
    public DescribeRefreshSchemasStatusResponse describeRefreshSchemasStatus(
            DescribeRefreshSchemasStatusRequest request) {
        return schemas.status(request);
    }

    @Override
    public DescribeSchemasResponse describeSchemas(DescribeSchemasRequest request) {
        return schemas.describe(request);
    }

    @Override
    public ImportCertificateResponse importCertificate(ImportCertificateRequest request) {
        return certificates.create(request);
    }

    @Override
    public DescribeCertificatesResponse describeCertificates(DescribeCertificatesRequest request) {
        return certificates.describe(request);
    }

    @Override
    public DeleteCertificateResponse deleteCertificate(DeleteCertificateRequest request) {
        return certificates.delete(request);
    }

    @Override
    public CreateReplicationTaskResponse createReplicationTask(CreateReplicationTaskRequest request) {
        return tasks.create(request);
    }

    @Override
    public DescribeReplicationTasksResponse describeReplicationTasks(DescribeReplicationTasksRequest request) {
        return tasks.describe(request);
    }

    @Override
    public StartReplicationTaskResponse startReplicationTask(StartReplicationTaskRequest request) {
        return tasks.start(request);
    }

    @Override
    public StopReplicationTaskResponse stopReplicationTask(StopReplicationTaskRequest request) {
        return tasks.stop(request);
    }

    @Override
    public ModifyReplicationTaskResponse modifyReplicationTask(ModifyReplicationTaskRequest request) {
        return tasks.modify(request);
    }

    @Override
    public DeleteReplicationTaskResponse deleteReplicationTask(DeleteReplicationTaskRequest request) {
        return tasks.delete(request);
    }

    @Override
    public ReloadTablesResponse reloadTables(ReloadTablesRequest request) {
        return tasks.reload(request);
    }

    @Override
    public DescribeTableStatisticsResponse describeTableStatistics(DescribeTableStatisticsRequest request) {
        return tasks.tables(request);
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return account.tags(request);
    }

    @Override
    public AddTagsToResourceResponse addTagsToResource(AddTagsToResourceRequest request) {
        return account.tag(request);
    }

    @Override
    public RemoveTagsFromResourceResponse removeTagsFromResource(RemoveTagsFromResourceRequest request) {
        return account.untag(request);
    }

    @Override
    public DescribeEventsResponse describeEvents(DescribeEventsRequest request) {
        return account.events(request);
    }

    @Override
    public CreateEventSubscriptionResponse createEventSubscription(CreateEventSubscriptionRequest request) {
        return subscriptions.create(request);
    }

    @Override
    public ModifyEventSubscriptionResponse modifyEventSubscription(ModifyEventSubscriptionRequest request) {
        return subscriptions.modify(request);
    }

    @Override
    public DeleteEventSubscriptionResponse deleteEventSubscription(DeleteEventSubscriptionRequest request) {
        return subscriptions.delete(request);
    }

    @Override
    public DescribeEventSubscriptionsResponse describeEventSubscriptions(DescribeEventSubscriptionsRequest request) {
        return subscriptions.describe(request);
    }

    @Override
    public DescribeEventCategoriesResponse describeEventCategories(DescribeEventCategoriesRequest request) {
        return subscriptions.categories(request);
    }

    @Override
    public DescribeAccountAttributesResponse describeAccountAttributes(DescribeAccountAttributesRequest request) {
        return account.attributes(request);
    }

    @Override
    public DescribeEndpointTypesResponse describeEndpointTypes(DescribeEndpointTypesRequest request) {
        return account.endpointTypes(request);
    }

    @Override
    public StartReplicationTaskAssessmentRunResponse startReplicationTaskAssessmentRun(
            StartReplicationTaskAssessmentRunRequest request) {
        return assessments.start(request);
    }

    @Override
    public DescribeReplicationTaskAssessmentRunsResponse describeReplicationTaskAssessmentRuns(
            DescribeReplicationTaskAssessmentRunsRequest request) {
        return assessments.describe(request);
    }

    @Override
    public DescribeReplicationTaskIndividualAssessmentsResponse describeReplicationTaskIndividualAssessments(
            DescribeReplicationTaskIndividualAssessmentsRequest request) {
        return assessments.singles(request);
    }

    @Override
    public DeleteReplicationTaskAssessmentRunResponse deleteReplicationTaskAssessmentRun(
            DeleteReplicationTaskAssessmentRunRequest request) {
        return assessments.delete(request);
    }

    @Override
    public DescribeOrderableReplicationInstancesResponse describeOrderableReplicationInstances(
            DescribeOrderableReplicationInstancesRequest request) {
        return offers.instances(request);
    }

    @Override
    public DescribeEngineVersionsResponse describeEngineVersions(DescribeEngineVersionsRequest request) {
        return offers.versions(request);
    }

    @Override
    public DescribeEndpointSettingsResponse describeEndpointSettings(DescribeEndpointSettingsRequest request) {
        return offers.settings(request);
    }
}
