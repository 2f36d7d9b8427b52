/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.application.Applications.Row;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.aws.SdkService;
import io.crosscurrent.server.aws.WireService;
import io.crosscurrent.server.engine.Engines;
import io.crosscurrent.server.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.kinesisanalyticsv2.KinesisAnalyticsV2Client;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ApplicationOperationInfo;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ApplicationOperationInfoDetails;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ApplicationSummary;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ApplicationVersionSummary;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.CreateApplicationPresignedUrlRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.CreateApplicationPresignedUrlResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.CreateApplicationRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.CreateApplicationResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.CreateApplicationSnapshotRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.CreateApplicationSnapshotResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.DeleteApplicationRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.DeleteApplicationResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.DeleteApplicationSnapshotRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.DeleteApplicationSnapshotResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.DescribeApplicationOperationRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.DescribeApplicationOperationResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.DescribeApplicationRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.DescribeApplicationResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.DescribeApplicationSnapshotRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.DescribeApplicationSnapshotResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.DescribeApplicationVersionRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.DescribeApplicationVersionResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ListApplicationOperationsRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ListApplicationOperationsResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ListApplicationSnapshotsRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ListApplicationSnapshotsResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ListApplicationVersionsRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ListApplicationVersionsResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ListApplicationsRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ListApplicationsResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.RollbackApplicationRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.RollbackApplicationResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.StartApplicationRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.StartApplicationResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.StopApplicationRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.StopApplicationResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.Tag;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.TagResourceRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.TagResourceResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.UntagResourceRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.UntagResourceResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.UpdateApplicationRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.UpdateApplicationResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.UrlType;

/** The API of Managed Flink. */
public final class ApplicationService implements KinesisAnalyticsV2Client {
    private static final String INVALID = "InvalidArgumentException";

    private final Applications applications;
    private final Programs programs;
    private final LifeCycle lifeCycle;
    private final Jobs jobs;
    private final Function<String, Optional<String>> notebook;

    private ApplicationService(
            Applications applications,
            Programs programs,
            Jobs jobs,
            Executor background,
            Function<String, Optional<String>> notebook) {
        this.applications = applications;
        this.programs = programs;
        this.jobs = jobs;
        this.lifeCycle = new LifeCycle(applications, jobs, background);
        this.notebook = notebook;
    }

    /** Where an application belongs. @param code directory for the JARs of applications */
    public record Place(String region, String account, Path code) {}

    /** Reads an object of S3 in the name of who asks. */
    @FunctionalInterface
    public interface Objects {
        /** @return empty when there is no such object; throws when the caller may not read it */
        Optional<byte[]> read(String bucket, String key);
    }

    /**
     * @param notebook address of the notebook page for an application's name, with what logs in; empty when there is none
     */
    public static ApplicationService over(
            Store store,
            Clock clock,
            Place place,
            Engines engines,
            Function<String, List<String>> opening,
            Executor background,
            Objects objects,
            Function<String, Optional<String>> notebook) {
        Programs programs = new Programs(place.code(), objects);
        return new ApplicationService(
                new Applications(store, clock, place.region(), place.account()),
                programs,
                new Jobs(engines, new SqlJobs(engines, opening), programs),
                background,
                notebook);
    }

    /** Takes up what was going on when the control plane ended. Waits for Flink. */
    public void resume() {
        lifeCycle.resume();
    }

    /** Names of all applications. */
    public List<String> names() {
        return applications.list().stream().map(Row::name).toList();
    }

    /** Measures of running applications by name, and a look at what has ended by itself. Waits for Flink. */
    public Map<String, Map<String, Double>> measures() {
        lifeCycle.watch();
        Map<String, Map<String, Double>> measures = new TreeMap<>();
        for (Row application : applications.list()) {
            if (application.status().equals(LifeCycle.RUNNING) && !application.interactive()) {
                measures.put(application.name(), jobs.measures(application));
            }
        }
        return measures;
    }

    /** This service as the listener knows it. */
    public WireService wire() {
        return new SdkService(
                new SdkService.Form(
                        "kinesisanalytics",
                        "KinesisAnalytics_20180523",
                        KinesisAnalyticsV2Client.class,
                        "operations.txt",
                        INVALID,
                        failure -> new ApiException("InvalidRequestException", failure.oneLine())),
                this);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    private static ApiException value(String message) {
        return new ApiException(INVALID, message);
    }

    private static Map<String, String> tags(List<Tag> tags) {
        return tags.stream()
                .collect(Collectors.toMap(
                        Tag::key, tag -> tag.value() == null ? "" : tag.value(), (first, second) -> second));
    }

    @Override
    public CreateApplicationResponse createApplication(CreateApplicationRequest request) {
        if (!request.applicationName().matches("[a-zA-Z0-9_.-]{1,128}")) {
            throw value(
                    "ApplicationName has 1 to 128 letters, digits and _.-, not \"" + request.applicationName() + "\".");
        }
        ObjectNode given = PojoCodec.write(request);
        given.remove("Tags");
        given.remove("Code");
        check(given);
        Row made;
        synchronized (programs) {
            take(given);
            made = applications.create(request.applicationName(), given, tags(request.tags()));
        }
        return CreateApplicationResponse.builder()
                .applicationDetail(ApplicationView.detail(made))
                .build();
    }

    /** What cannot run here is refused when it is given, not when it is started. */
    private static void check(ObjectNode given) {
        String mode = given.path("ApplicationMode").asText("STREAMING");
        if (!mode.equals("INTERACTIVE") && !mode.equals("STREAMING")) {
            throw value("ApplicationMode must be INTERACTIVE or STREAMING, not \"" + mode + "\".");
        }
        if (mode.equals("STREAMING")) {
            new FlinkConfiguration(given.path("ApplicationConfiguration")).check();
        }
    }

    /** The JAR as it is now; a later update that says nothing of code keeps it. */
    private void take(ObjectNode given) {
        if (given.path("ApplicationMode").asText("STREAMING").equals("STREAMING")) {
            programs.take(given);
        }
    }

    @Override
    public DescribeApplicationResponse describeApplication(DescribeApplicationRequest request) {
        return DescribeApplicationResponse.builder()
                .applicationDetail(ApplicationView.detail(applications.require(request.applicationName())))
                .build();
    }

    @Override
    public ListApplicationsResponse listApplications(ListApplicationsRequest request) {
        Page<Row> page = Page.of(applications.list(), request.limit(), 50, request.nextToken(), INVALID);
        return ListApplicationsResponse.builder()
                .applicationSummaries(page.items().stream()
                        .map(ApplicationView::detail)
                        .map(detail -> ApplicationSummary.builder()
                                .applicationName(detail.applicationName())
                                .applicationARN(detail.applicationARN())
                                .applicationStatus(detail.applicationStatus())
                                .applicationVersionId(detail.applicationVersionId())
                                .runtimeEnvironment(detail.runtimeEnvironment())
                                .applicationMode(detail.applicationMode())
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }

    @Override
    public StartApplicationResponse startApplication(StartApplicationRequest request) {
        return StartApplicationResponse.builder()
                .operationId(lifeCycle.start(
                        request.applicationName(), LifeCycle.member(PojoCodec.write(request), "RunConfiguration")))
                .build();
    }

    @Override
    public StopApplicationResponse stopApplication(StopApplicationRequest request) {
        return StopApplicationResponse.builder()
                .operationId(lifeCycle.stop(request.applicationName(), Boolean.TRUE.equals(request.force())))
                .build();
    }

    @Override
    public UpdateApplicationResponse updateApplication(UpdateApplicationRequest request) {
        Row application = applications.require(request.applicationName());
        boolean other = request.currentApplicationVersionId() != null
                        && request.currentApplicationVersionId() != application.version()
                || request.conditionalToken() != null
                        && !request.conditionalToken().equals(ApplicationView.token(application));
        if (other) {
            throw new ApiException(
                    "ConcurrentModificationException",
                    "The application is at version " + application.version() + ", not "
                            + (request.conditionalToken() == null
                                    ? request.currentApplicationVersionId()
                                    : "at that of the conditional token")
                            + ".");
        }
        ObjectNode given = application.given().deepCopy();
        if (request.applicationConfigurationUpdate() != null) {
            ObjectNode update = PojoCodec.object();
            update.set(
                    "ApplicationConfiguration", Names.given(PojoCodec.write(request.applicationConfigurationUpdate())));
            oneCode(given, update);
            Names.merge(given, update);
        }
        if (request.serviceExecutionRoleUpdate() != null) {
            given.put("ServiceExecutionRole", request.serviceExecutionRoleUpdate());
        }
        if (request.runtimeEnvironmentUpdateAsString() != null) {
            given.put("RuntimeEnvironment", request.runtimeEnvironmentUpdateAsString());
        }
        check(given);
        String id = UUID.randomUUID().toString();
        Row changed;
        synchronized (programs) {
            if (request.applicationConfigurationUpdate() != null
                    && request.applicationConfigurationUpdate().applicationCodeConfigurationUpdate() != null) {
                take(given);
            }
            changed = lifeCycle.update(
                    application.name(),
                    given,
                    LifeCycle.member(PojoCodec.write(request), "RunConfigurationUpdate"),
                    id);
        }
        return UpdateApplicationResponse.builder()
                .applicationDetail(ApplicationView.detail(changed))
                .operationId(id)
                .build();
    }

    /** Code of one kind takes the place of code of another. */
    private static void oneCode(ObjectNode given, ObjectNode update) {
        String path = "/ApplicationConfiguration/ApplicationCodeConfiguration/CodeContent";
        if (given.at(path) instanceof ObjectNode before && update.at(path) instanceof ObjectNode after) {
            boolean sameBucket = before.has("S3ContentLocation") && after.has("S3ContentLocation");
            if (!sameBucket) {
                before.removeAll();
            }
        }
    }

    @Override
    public RollbackApplicationResponse rollbackApplication(RollbackApplicationRequest request) {
        return RollbackApplicationResponse.builder()
                .applicationDetail(ApplicationView.detail(
                        lifeCycle.rollBack(request.applicationName(), request.currentApplicationVersionId())))
                .build();
    }

    @Override
    public DescribeApplicationVersionResponse describeApplicationVersion(DescribeApplicationVersionRequest request) {
        return DescribeApplicationVersionResponse.builder()
                .applicationVersionDetail(ApplicationView.version(
                        applications.require(request.applicationName()), request.applicationVersionId()))
                .build();
    }

    @Override
    public ListApplicationVersionsResponse listApplicationVersions(ListApplicationVersionsRequest request) {
        Page<ApplicationVersionSummary> page = Page.of(
                ApplicationView.versions(applications.require(request.applicationName())),
                request.limit(),
                50,
                request.nextToken(),
                INVALID);
        return ListApplicationVersionsResponse.builder()
                .applicationVersionSummaries(page.items())
                .nextToken(page.next())
                .build();
    }

    @Override
    public CreateApplicationSnapshotResponse createApplicationSnapshot(CreateApplicationSnapshotRequest request) {
        lifeCycle.snapshot(request.applicationName(), request.snapshotName());
        return CreateApplicationSnapshotResponse.builder().build();
    }

    @Override
    public DescribeApplicationSnapshotResponse describeApplicationSnapshot(DescribeApplicationSnapshotRequest request) {
        return DescribeApplicationSnapshotResponse.builder()
                .snapshotDetails(
                        Snapshots.require(applications.require(request.applicationName()), request.snapshotName())
                                .details())
                .build();
    }

    @Override
    public ListApplicationSnapshotsResponse listApplicationSnapshots(ListApplicationSnapshotsRequest request) {
        Page<Snapshots.Snapshot> page = Page.of(
                Snapshots.of(applications.require(request.applicationName())),
                request.limit(),
                50,
                request.nextToken(),
                INVALID);
        return ListApplicationSnapshotsResponse.builder()
                .snapshotSummaries(
                        page.items().stream().map(Snapshots.Snapshot::details).toList())
                .nextToken(page.next())
                .build();
    }

    @Override
    public DeleteApplicationSnapshotResponse deleteApplicationSnapshot(DeleteApplicationSnapshotRequest request) {
        Snapshots.Snapshot snapshot =
                Snapshots.require(applications.require(request.applicationName()), request.snapshotName());
        if (snapshot.createdMillis() / 1000
                != request.snapshotCreationTimestamp().getEpochSecond()) {
            throw value("SnapshotCreationTimestamp must be that of the snapshot, "
                    + snapshot.details().snapshotCreationTimestamp() + ".");
        }
        lifeCycle.discard(request.applicationName(), snapshot);
        return DeleteApplicationSnapshotResponse.builder().build();
    }

    @Override
    public DeleteApplicationResponse deleteApplication(DeleteApplicationRequest request) {
        Row application = applications.require(request.applicationName());
        if (application.time("created").getEpochSecond()
                != request.createTimestamp().getEpochSecond()) {
            throw value("CreateTimestamp must be that of the application, " + application.time("created") + ".");
        }
        if (!application.status().equals(LifeCycle.READY)
                && !application.status().equals(LifeCycle.RUNNING)) {
            throw new ApiException(
                    "ResourceInUseException",
                    "Application " + application.name() + " is " + application.status() + ".");
        }
        lifeCycle.delete(application);
        dropUnusedPrograms();
        return DeleteApplicationResponse.builder().build();
    }

    private void dropUnusedPrograms() {
        // a JAR is taken a moment before the application that has it is stored
        synchronized (programs) {
            Set<String> used = new HashSet<>();
            for (Row each : applications.list()) {
                used.add(each.code());
                each.versions()
                        .forEach(version ->
                                used.add(version.at("/given/Code/sha256").asText()));
            }
            programs.keep(used);
        }
    }

    @Override
    public CreateApplicationPresignedUrlResponse createApplicationPresignedUrl(
            CreateApplicationPresignedUrlRequest request) {
        Row application = applications.require(request.applicationName());
        if (!application.status().equals(LifeCycle.RUNNING)) {
            throw new ApiException(
                    "ResourceInUseException",
                    "Application " + application.name() + " is " + application.status()
                            + "; it can be opened only while it is RUNNING.");
        }
        if (!application.interactive() || request.urlType() != UrlType.ZEPPELIN_UI_URL) {
            throw value("Only the notebook of an INTERACTIVE application has an address: ZEPPELIN_UI_URL. The dashboard"
                    + " of Flink is not reachable from outside.");
        }
        return CreateApplicationPresignedUrlResponse.builder()
                .authorizedUrl(notebook.apply(application.name())
                        .orElseThrow(() -> new ApiException(
                                "InvalidApplicationConfigurationException", "This server serves no notebook page.")))
                .build();
    }

    private static ApplicationOperationInfoDetails operation(ObjectNode document) {
        return PojoCodec.read(
                document, ApplicationOperationInfoDetails.builder(), ApplicationOperationInfoDetails.class);
    }

    @Override
    public DescribeApplicationOperationResponse describeApplicationOperation(
            DescribeApplicationOperationRequest request) {
        return DescribeApplicationOperationResponse.builder()
                .applicationOperationInfoDetails(applications.require(request.applicationName()).operations().stream()
                        .filter(each -> each.path("OperationId").asText().equals(request.operationId()))
                        .map(ApplicationService::operation)
                        .findFirst()
                        .orElseThrow(() -> Applications.missing("operation " + request.operationId())))
                .build();
    }

    @Override
    public ListApplicationOperationsResponse listApplicationOperations(ListApplicationOperationsRequest request) {
        return ListApplicationOperationsResponse.builder()
                .applicationOperationInfoList(applications.require(request.applicationName()).operations().stream()
                        .map(each -> PojoCodec.read(
                                each, ApplicationOperationInfo.builder(), ApplicationOperationInfo.class))
                        .toList())
                .build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tags(
                        applications
                                .store()
                                .tags()
                                .of(applications.byArn(request.resourceARN()).arn())
                                .entrySet()
                                .stream()
                                .map(tag -> Tag.builder()
                                        .key(tag.getKey())
                                        .value(tag.getValue())
                                        .build())
                                .toList())
                .build();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        applications
                .store()
                .tags()
                .put(applications.byArn(request.resourceARN()).arn(), tags(request.tags()));
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        applications
                .store()
                .tags()
                .remove(applications.byArn(request.resourceARN()).arn(), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }
}
