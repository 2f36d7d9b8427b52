/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.cloudwatch;

import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.aws.SdkService;
import io.crosscurrent.server.aws.WireService;
import io.crosscurrent.server.cloudwatch.Samples.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/** The API of CloudWatch metrics, for the name spaces {@code AWS/DMS} and {@code AWS/KinesisAnalytics}. */
public final class MetricsService implements CloudWatchClient {
    private static final String INVALID = "InvalidParameterValue";

    private final Samples samples;

    public MetricsService(Samples samples) {
        this.samples = samples;
    }

    /** This service as the listener knows it. */
    public WireService wire() {
        return new SdkService(
                new SdkService.Form(
                        "monitoring",
                        "GraniteServiceVersion20100801",
                        CloudWatchClient.class,
                        "metrics-operations.txt",
                        "MissingParameter",
                        failure -> new ApiException("InternalServiceFault", 500, failure.oneLine(), Map.of()),
                        "http://monitoring.amazonaws.com/doc/2010-08-01/"),
                this);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    private static List<Dimension> dimensions(Series series) {
        return series.dimensions().entrySet().stream()
                .map(each -> Dimension.builder()
                        .name(each.getKey())
                        .value(each.getValue())
                        .build())
                .toList();
    }

    private Optional<Series> find(String namespace, String metric, List<Dimension> dimensions) {
        return samples.series().stream()
                .filter(series ->
                        series.namespace().equals(namespace) && series.metric().equals(metric))
                .filter(series -> Set.copyOf(dimensions(series)).equals(Set.copyOf(dimensions)))
                .findFirst();
    }

    @Override
    public ListMetricsResponse listMetrics(ListMetricsRequest request) {
        List<Metric> all = samples.series().stream()
                .filter(series ->
                        request.namespace() == null || request.namespace().equals(series.namespace()))
                .filter(series ->
                        request.metricName() == null || request.metricName().equals(series.metric()))
                .filter(series -> request.dimensions().stream().allMatch(filter -> matches(filter, series)))
                .map(series -> Metric.builder()
                        .namespace(series.namespace())
                        .metricName(series.metric())
                        .dimensions(dimensions(series))
                        .build())
                .toList();
        Page<Metric> page = Page.of(all, null, 500, request.nextToken(), INVALID);
        return ListMetricsResponse.builder()
                .metrics(page.items())
                .nextToken(page.next())
                .build();
    }

    private static boolean matches(DimensionFilter filter, Series series) {
        return dimensions(series).stream()
                .anyMatch(each -> each.name().equals(filter.name())
                        && (filter.value() == null || filter.value().equals(each.value())));
    }

    @Override
    public GetMetricStatisticsResponse getMetricStatistics(GetMetricStatisticsRequest request) {
        List<Datapoint> points = new ArrayList<>();
        buckets(
                        find(request.namespace(), request.metricName(), request.dimensions()),
                        request.startTime(),
                        request.endTime(),
                        request.period())
                .forEach((at, values) -> points.add(Datapoint.builder()
                        .timestamp(Instant.ofEpochMilli(at))
                        .average(Buckets.statistic("Average", values))
                        .maximum(Buckets.statistic("Maximum", values))
                        .minimum(Buckets.statistic("Minimum", values))
                        .sum(Buckets.statistic("Sum", values))
                        .sampleCount(Buckets.statistic("SampleCount", values))
                        .unit(unit(request.metricName()))
                        .build()));
        return GetMetricStatisticsResponse.builder()
                .label(request.metricName())
                .datapoints(points)
                .build();
    }

    private static StandardUnit unit(String metric) {
        if (metric.contains("Latency")) {
            return StandardUnit.SECONDS;
        }
        if (metric.contains("Bandwidth")) {
            return StandardUnit.KILOBYTES_SECOND;
        }
        return switch (metric) {
            case "uptime", "downtime", "lastCheckpointDuration" -> StandardUnit.MILLISECONDS;
            case "lastCheckpointSize" -> StandardUnit.BYTES;
            case "fullRestarts", "numberOfFailedCheckpoints", "numRecordsIn", "numRecordsOut" -> StandardUnit.COUNT;
            default -> StandardUnit.COUNT_SECOND;
        };
    }

    private Map<Long, List<Sample>> buckets(Optional<Series> series, Instant from, Instant to, Integer period) {
        if (!from.isBefore(to)) {
            throw new ApiException(INVALID, "StartTime must be before EndTime.");
        }
        return Buckets.of(
                series.map(each -> samples.between(each, from.toEpochMilli(), to.toEpochMilli()))
                        .orElse(List.of()),
                period);
    }

    @Override
    public GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
        List<MetricDataResult> results = new ArrayList<>();
        for (MetricDataQuery query : request.metricDataQueries()) {
            if (query.metricStat() == null) {
                throw new ApiException(
                        "ValidationError",
                        "The query " + query.id() + " has an expression; only MetricStat is offered here.");
            }
            results.add(result(query, request));
        }
        return GetMetricDataResponse.builder()
                .metricDataResults(results)
                .messages(List.of())
                .build();
    }

    private MetricDataResult result(MetricDataQuery query, GetMetricDataRequest request) {
        Metric metric = query.metricStat().metric();
        List<Instant> times = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        buckets(
                        find(metric.namespace(), metric.metricName(), metric.dimensions()),
                        request.startTime(),
                        request.endTime(),
                        query.metricStat().period())
                .forEach((at, all) -> {
                    times.add(Instant.ofEpochMilli(at));
                    values.add(Buckets.statistic(query.metricStat().stat(), all));
                });
        if (request.scanBy() != ScanBy.TIMESTAMP_ASCENDING) {
            Collections.reverse(times);
            Collections.reverse(values);
        }
        return MetricDataResult.builder()
                .id(query.id())
                .label(query.label() == null ? metric.metricName() : query.label())
                .timestamps(times)
                .values(values)
                .statusCode(StatusCode.COMPLETE)
                .build();
    }
}
