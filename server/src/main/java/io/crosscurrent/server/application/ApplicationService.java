/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.aws.SdkService;
import io.crosscurrent.server.aws.WireService;
import io.crosscurrent.server.engine.Engines;
import io.crosscurrent.server.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesisanalyticsv2.KinesisAnalyticsV2Client;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ApplicationConfigurationDescription;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ApplicationDetail;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ApplicationOperationInfo;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ApplicationOperationInfoDetails;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ApplicationSummary;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.CreateApplicationPresignedUrlRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.CreateApplicationPresignedUrlResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.CreateApplicationRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.CreateApplicationResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.DeleteApplicationRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.DeleteApplicationResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.DescribeApplicationOperationRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.DescribeApplicationOperationResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.DescribeApplicationRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.DescribeApplicationResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ListApplicationOperationsRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ListApplicationOperationsResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ListApplicationsRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ListApplicationsResponse;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ListTagsForResourceResponse;
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
    private static final Logger LOG = LoggerFactory.getLogger(ApplicationService.class);
    private static final String INVALID = "InvalidArgumentException";
    private static final String READY = "READY";
    private static final String RUNNING = "RUNNING";

    private final Applications applications;
    private final SqlJobs jobs;
    private final Executor background;
    private final Function<String, Optional<String>> notebook;

    /**
     * @param opening statements run first in each session of SQL
     * @param notebook address of the notebook page for an application's name, with what logs in; empty when there is none
     */
    public ApplicationService(
            Applications applications, SqlJobs jobs, Executor background, Function<String, Optional<String>> notebook) {
        this.applications = applications;
        this.jobs = jobs;
        this.background = background;
        this.notebook = notebook;
    }

    /** Where an application belongs. */
    public record Place(String region, String account) {}

    public static ApplicationService over(
            Store store,
            Clock clock,
            Place place,
            Engines engines,
            List<String> opening,
            Executor background,
            Function<String, Optional<String>> notebook) {
        return new ApplicationService(
                new Applications(store, clock, place.region(), place.account()),
                new SqlJobs(engines, opening),
                background,
                notebook);
    }

    /** Starts once more what ran when the control plane ended and whose jobs are gone. Waits for Flink. */
    public void resume() {
        for (Applications.Row application : applications.list()) {
            String status = application.status();
            if (status.equals("STOPPING")) {
                begin(application, "StopApplication", "STOPPING", this::end);
            } else if (status.equals("STARTING")
                    || status.equals(RUNNING) && !application.interactive() && !jobs.running(application.jobs())) {
                begin(application, "StartApplication", "STARTING", this::launch);
            }
        }
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
        check(given);
        Applications.Row made = applications.create(request.applicationName(), given, tags(request.tags()));
        return CreateApplicationResponse.builder()
                .applicationDetail(detail(made))
                .build();
    }

    /** What cannot run here is refused when it is given, not when it is started. */
    private static void check(ObjectNode given) {
        String mode = given.path("ApplicationMode").asText("STREAMING");
        if (!mode.equals("INTERACTIVE") && !mode.equals("STREAMING")) {
            throw value("ApplicationMode must be INTERACTIVE or STREAMING, not \"" + mode + "\".");
        }
        JsonNode code = given.at("/ApplicationConfiguration/ApplicationCodeConfiguration/CodeContent");
        boolean other = code.has("ZipFileContent") || code.has("S3ContentLocation");
        if (mode.equals("STREAMING") && other) {
            throw value("Applications run SQL here: give CodeContent.TextContent with statements and CodeContentType"
                    + " PLAINTEXT. Submit a JAR to the Flink cluster itself.");
        }
    }

    private ApplicationDetail detail(Applications.Row application) {
        ObjectNode given = application.given();
        ObjectNode shown = Names.shown(
                given.get("ApplicationConfiguration") instanceof ObjectNode configuration
                        ? configuration
                        : PojoCodec.object());
        int number = 0;
        for (var vpc : shown.path("VpcConfigurationDescriptions")) {
            ((ObjectNode) vpc)
                    .put("VpcConfigurationId", application.version() + "." + ++number)
                    .put("VpcId", "vpc-local");
        }
        return ApplicationDetail.builder()
                .applicationARN(application.arn())
                .applicationName(application.name())
                .applicationDescription(given.path("ApplicationDescription").asText(null))
                .runtimeEnvironment(given.path("RuntimeEnvironment").asText())
                .serviceExecutionRole(given.path("ServiceExecutionRole").asText())
                .applicationStatus(application.status())
                .applicationVersionId(application.version())
                .createTimestamp(application.time("created"))
                .lastUpdateTimestamp(application.time("updated"))
                .applicationMode(given.path("ApplicationMode").asText("STREAMING"))
                .applicationConfigurationDescription(PojoCodec.read(
                        shown,
                        ApplicationConfigurationDescription.builder(),
                        ApplicationConfigurationDescription.class))
                .conditionalToken(
                        application.version() + "-" + application.name().hashCode())
                .build();
    }

    @Override
    public DescribeApplicationResponse describeApplication(DescribeApplicationRequest request) {
        return DescribeApplicationResponse.builder()
                .applicationDetail(detail(applications.require(request.applicationName())))
                .build();
    }

    @Override
    public ListApplicationsResponse listApplications(ListApplicationsRequest request) {
        Page<Applications.Row> page = Page.of(applications.list(), request.limit(), 50, request.nextToken(), INVALID);
        return ListApplicationsResponse.builder()
                .applicationSummaries(page.items().stream()
                        .map(this::detail)
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

    private Applications.Row in(String name, String status, String what) {
        Applications.Row application = applications.require(name);
        if (!application.status().equals(status)) {
            throw new ApiException(
                    "ResourceInUseException",
                    "Application " + name + " is " + application.status() + "; it can be " + what + " only while it is "
                            + status + ".");
        }
        return application;
    }

    /** What is done in the background; throws when it fails. @return change to the row */
    @FunctionalInterface
    private interface Work {
        java.util.function.Consumer<ObjectNode> on(Applications.Row application);
    }

    private String begin(Applications.Row application, String operation, String meanwhile, Work work) {
        String id = UUID.randomUUID().toString();
        applications.change(application, meanwhile, Applications.begun(id, operation, applications.now()));
        background.execute(() -> {
            String failure = "";
            java.util.function.Consumer<ObjectNode> change = document -> {};
            try {
                change = work.on(application);
            } catch (CrosscurrentException e) {
                failure = e.oneLine();
            } catch (RuntimeException e) {
                LOG.error("{} of application {} failed", operation, application.name(), e);
                failure = "The operation failed inside the server: " + e;
            }
            boolean started = meanwhile.equals("STARTING") && failure.isEmpty();
            applications.change(
                    application,
                    started ? RUNNING : READY,
                    change.andThen(Applications.ended(id, failure, applications.now())));
        });
        return id;
    }

    private java.util.function.Consumer<ObjectNode> launch(Applications.Row application) {
        if (application.interactive()) {
            return document -> {};
        }
        List<String> started = jobs.start(application.name(), application.sql());
        return document -> started.forEach(document.putArray("jobs")::add);
    }

    private java.util.function.Consumer<ObjectNode> end(Applications.Row application) {
        jobs.stop(application.jobs());
        return document -> document.putArray("jobs");
    }

    @Override
    public StartApplicationResponse startApplication(StartApplicationRequest request) {
        Applications.Row application = in(request.applicationName(), READY, "started");
        return StartApplicationResponse.builder()
                .operationId(begin(application, "StartApplication", "STARTING", this::launch))
                .build();
    }

    @Override
    public StopApplicationResponse stopApplication(StopApplicationRequest request) {
        Applications.Row application = in(request.applicationName(), RUNNING, "stopped");
        String meanwhile = Boolean.TRUE.equals(request.force()) ? "FORCE_STOPPING" : "STOPPING";
        return StopApplicationResponse.builder()
                .operationId(begin(application, "StopApplication", meanwhile, this::end))
                .build();
    }

    @Override
    public UpdateApplicationResponse updateApplication(UpdateApplicationRequest request) {
        Applications.Row application = in(request.applicationName(), READY, "updated");
        if (request.currentApplicationVersionId() != null
                && request.currentApplicationVersionId() != application.version()) {
            throw new ApiException(
                    "ConcurrentModificationException",
                    "The application is at version " + application.version() + ", not "
                            + request.currentApplicationVersionId() + ".");
        }
        ObjectNode given = application.given().deepCopy();
        if (request.applicationConfigurationUpdate() != null) {
            ObjectNode update = PojoCodec.object();
            update.set(
                    "ApplicationConfiguration", Names.given(PojoCodec.write(request.applicationConfigurationUpdate())));
            Names.merge(given, update);
        }
        if (request.serviceExecutionRoleUpdate() != null) {
            given.put("ServiceExecutionRole", request.serviceExecutionRoleUpdate());
        }
        if (request.runtimeEnvironmentUpdateAsString() != null) {
            given.put("RuntimeEnvironment", request.runtimeEnvironmentUpdateAsString());
        }
        check(given);
        Applications.Row changed = applications.change(application, READY, document -> {
            document.set("given", given);
            document.put("version", application.version() + 1);
            document.put("updated", applications.now());
        });
        return UpdateApplicationResponse.builder()
                .applicationDetail(detail(changed))
                .build();
    }

    @Override
    public DeleteApplicationResponse deleteApplication(DeleteApplicationRequest request) {
        Applications.Row application = applications.require(request.applicationName());
        if (application.time("created").getEpochSecond()
                != request.createTimestamp().getEpochSecond()) {
            throw value("CreateTimestamp must be that of the application, " + application.time("created") + ".");
        }
        if (!application.status().equals(READY) && !application.status().equals(RUNNING)) {
            throw new ApiException(
                    "ResourceInUseException",
                    "Application " + application.name() + " is " + application.status() + ".");
        }
        jobs.stop(application.jobs());
        applications.delete(application);
        return DeleteApplicationResponse.builder().build();
    }

    @Override
    public CreateApplicationPresignedUrlResponse createApplicationPresignedUrl(
            CreateApplicationPresignedUrlRequest request) {
        Applications.Row application = in(request.applicationName(), RUNNING, "opened");
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
