/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.source.Finding;
import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.dms.Faults;
import io.crosscurrent.server.dms.Filtering;
import io.crosscurrent.server.dms.Platform;
import io.crosscurrent.server.dms.endpoint.EndpointCheck;
import io.crosscurrent.server.store.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.databasemigration.model.DeleteReplicationTaskAssessmentRunRequest;
import software.amazon.awssdk.services.databasemigration.model.DeleteReplicationTaskAssessmentRunResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTaskAssessmentRunsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTaskAssessmentRunsResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTaskIndividualAssessmentsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeReplicationTaskIndividualAssessmentsResponse;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTaskAssessmentRun;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTaskIndividualAssessment;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationTaskAssessmentRunRequest;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationTaskAssessmentRunResponse;

/**
 * Premigration assessment runs: the preflight of a task's source and target, one individual assessment a finding. The report
 * with messages and remedies is an object in the bucket of the request. Used by many threads.
 */
public final class Assessments {
    private static final Logger LOG = LoggerFactory.getLogger(Assessments.class);
    private static final String KIND = "dms-assessment-run";
    private static final String FINDINGS = "findings";
    private static final Filtering<ReplicationTaskAssessmentRun> RUNS = new Filtering<>(
            "Assessment Runs",
            Map.of(
                    "replication-task-assessment-run-arn", run -> List.of(run.replicationTaskAssessmentRunArn()),
                    "replication-task-arn", run -> List.of(run.replicationTaskArn()),
                    "status", run -> List.of(run.status())));
    private static final Filtering<ReplicationTaskIndividualAssessment> SINGLES = new Filtering<>(
            "Individual Assessments",
            Map.of(
                    "replication-task-assessment-run-arn", each -> List.of(each.replicationTaskAssessmentRunArn()),
                    "status", each -> List.of(each.status())));

    private final Platform platform;
    private final EndpointCheck check;
    private final Executor background;
    private final Reports reports;

    /** Where reports go. */
    @FunctionalInterface
    public interface Reports {
        void put(String bucket, String key, String text);
    }

    public Assessments(Platform platform, EndpointCheck check, Executor background, Reports reports) {
        this.platform = platform;
        this.check = check;
        this.background = background;
        this.reports = reports;
    }

    /** Runs that a restart cut short are run again. */
    public void resume() {
        platform.store().resources().list(KIND).stream()
                .filter(row -> row.state().equals("running"))
                .forEach(row -> background.execute(() -> run(row.id())));
    }

    public StartReplicationTaskAssessmentRunResponse start(StartReplicationTaskAssessmentRunRequest request) {
        TaskRow task = new TaskRow(platform.row(Platform.TASK, request.replicationTaskArn(), "Replication Task"));
        ReplicationTaskAssessmentRun run = ReplicationTaskAssessmentRun.builder()
                .replicationTaskAssessmentRunArn(platform.arns().make("assessment-run", null))
                .replicationTaskArn(task.arn())
                .status("running")
                .replicationTaskAssessmentRunCreationDate(platform.clock().instant())
                .serviceAccessRoleArn(request.serviceAccessRoleArn())
                .resultLocationBucket(request.resultLocationBucket())
                .resultLocationFolder(request.resultLocationFolder())
                .assessmentRunName(request.assessmentRunName())
                .build();
        String name = task.arn() + "|" + request.assessmentRunName();
        platform.insert(
                new Resource(KIND, run.replicationTaskAssessmentRunArn(), name, "running", "", Platform.write(run)),
                "Assessment Run",
                request.tags());
        background.execute(() -> run(run.replicationTaskAssessmentRunArn()));
        return StartReplicationTaskAssessmentRunResponse.builder()
                .replicationTaskAssessmentRun(run)
                .build();
    }

    private void run(String arn) {
        Resource row = platform.store().resources().find(KIND, arn).orElse(null);
        if (row == null) {
            return;
        }
        ReplicationTaskAssessmentRun begun = read(row);
        List<Finding> findings = new ArrayList<>();
        String failure = "";
        try {
            TaskRow task = new TaskRow(platform.row(Platform.TASK, begun.replicationTaskArn(), "Replication Task"));
            findings.addAll(check.run(task.text("SourceEndpointArn")));
            findings.addAll(check.run(task.text("TargetEndpointArn")));
            report(begun, findings);
        } catch (RuntimeException e) {
            LOG.error("The assessment run {} failed inside the server", arn, e);
            failure = "The run failed inside the server: " + e;
        }
        finish(arn, begun, findings, failure);
    }

    private static int count(List<Finding> findings, Finding.Level level) {
        return (int) findings.stream().filter(each -> each.level() == level).count();
    }

    private void finish(String arn, ReplicationTaskAssessmentRun begun, List<Finding> findings, String failure) {
        int failed = count(findings, Finding.Level.FAILED);
        int warnings = count(findings, Finding.Level.WARNING);
        String status =
                !failure.isEmpty() ? "error-executing" : failed > 0 ? "failed" : warnings > 0 ? "warning" : "passed";
        ReplicationTaskAssessmentRun done = begun.toBuilder()
                .status(status)
                .lastFailureMessage(failure.isEmpty() ? null : failure)
                .assessmentProgress(p -> p.individualAssessmentCount(findings.size())
                        .individualAssessmentCompletedCount(findings.size()))
                .resultStatistic(s -> s.passed(count(findings, Finding.Level.PASSED))
                        .failed(failed)
                        .warning(warnings)
                        .error(0)
                        .cancelled(0))
                .build();
        ObjectNode document = Platform.write(done);
        ArrayNode list = document.putArray(FINDINGS);
        findings.forEach(each -> list.addObject()
                .put("check", each.check())
                .put("level", each.level().name().toLowerCase(java.util.Locale.ROOT)));
        platform.store().resources().update(KIND, arn, row -> row.at(status, "").with(document));
    }

    private void report(ReplicationTaskAssessmentRun run, List<Finding> findings) {
        ObjectNode report = PojoCodec.object()
                .put("replicationTaskArn", run.replicationTaskArn())
                .put("assessmentRunName", run.assessmentRunName());
        ArrayNode results = report.putArray("results");
        findings.forEach(each -> results.addObject()
                .put("individualAssessmentName", each.check())
                .put("status", each.level().name().toLowerCase(java.util.Locale.ROOT))
                .put("message", each.message())
                .put("remedy", each.remedy()));
        String folder = run.resultLocationFolder() == null ? "" : run.resultLocationFolder() + "/";
        reports.put(run.resultLocationBucket(), folder + run.assessmentRunName() + ".json", report.toString());
    }

    private List<Resource> rows() {
        return platform.store().resources().list(KIND);
    }

    private static ReplicationTaskAssessmentRun read(Resource row) {
        return Platform.read(
                row.document(), ReplicationTaskAssessmentRun.builder(), ReplicationTaskAssessmentRun.class);
    }

    public DescribeReplicationTaskAssessmentRunsResponse describe(
            DescribeReplicationTaskAssessmentRunsRequest request) {
        List<ReplicationTaskAssessmentRun> all = rows().stream()
                .map(Assessments::read)
                .map(run ->
                        run.toBuilder().isLatestTaskAssessmentRun(latest(run)).build())
                .toList();
        Page<ReplicationTaskAssessmentRun> page =
                RUNS.page(all, request.filters(), request.maxRecords(), request.marker());
        return DescribeReplicationTaskAssessmentRunsResponse.builder()
                .replicationTaskAssessmentRuns(page.items())
                .marker(page.next())
                .build();
    }

    private boolean latest(ReplicationTaskAssessmentRun run) {
        return rows().stream()
                .map(Assessments::read)
                .filter(other -> other.replicationTaskArn().equals(run.replicationTaskArn()))
                .noneMatch(other -> other.replicationTaskAssessmentRunCreationDate()
                        .isAfter(run.replicationTaskAssessmentRunCreationDate()));
    }

    public DescribeReplicationTaskIndividualAssessmentsResponse singles(
            DescribeReplicationTaskIndividualAssessmentsRequest request) {
        List<ReplicationTaskIndividualAssessment> all = new ArrayList<>();
        for (Resource row : rows()) {
            int number = 0;
            for (var finding : row.document().path(FINDINGS)) {
                all.add(ReplicationTaskIndividualAssessment.builder()
                        .replicationTaskAssessmentRunArn(row.id())
                        .replicationTaskIndividualAssessmentArn(
                                row.id().replace(":assessment-run:", ":individual-assessment:") + "-" + ++number)
                        .individualAssessmentName(finding.path("check").asText())
                        .status(finding.path("level").asText())
                        .replicationTaskIndividualAssessmentStartDate(
                                read(row).replicationTaskAssessmentRunCreationDate())
                        .build());
            }
        }
        Page<ReplicationTaskIndividualAssessment> page =
                SINGLES.page(all, request.filters(), request.maxRecords(), request.marker());
        return DescribeReplicationTaskIndividualAssessmentsResponse.builder()
                .replicationTaskIndividualAssessments(page.items())
                .marker(page.next())
                .build();
    }

    public DeleteReplicationTaskAssessmentRunResponse delete(DeleteReplicationTaskAssessmentRunRequest request) {
        Resource row = platform.row(KIND, request.replicationTaskAssessmentRunArn(), "Assessment Run");
        if (row.state().equals("running")) {
            throw Faults.state("Assessment Run " + row.id() + " is running.");
        }
        platform.remove(row);
        return DeleteReplicationTaskAssessmentRunResponse.builder()
                .replicationTaskAssessmentRun(
                        read(row).toBuilder().status("deleting").build())
                .build();
    }
}
