/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.cloudwatch;

import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.aws.SdkService;
import io.crosscurrent.server.aws.WireService;
import io.crosscurrent.server.dms.task.TaskProgress;
import io.crosscurrent.server.store.Events;
import io.crosscurrent.server.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/** The API of CloudWatch Logs: what happened to each task, group {@code dms-tasks-<instance>}, stream {@code dms-task-<id>}. */
public final class LogsService implements CloudWatchLogsClient {
    private static final String INVALID = "InvalidParameterException";
    private static final int PAGE = 1_000;

    private final Store store;
    private final Supplier<List<Source>> sources;
    private final String prefix;

    /** A stream of a group, and whose events stand in it. */
    record Source(String group, String stream, String type, String id) {
        static Source of(TaskProgress task) {
            return new Source("dms-tasks-" + task.instance(), "dms-task-" + task.id(), "replication-task", task.name());
        }

        static Source of(String application) {
            return new Source(
                    "/aws/kinesis-analytics/" + application,
                    "kinesis-analytics-log-stream",
                    Events.APPLICATION,
                    application);
        }
    }

    /** @param applications names of the applications of Flink */
    public LogsService(
            Store store,
            Supplier<List<TaskProgress>> tasks,
            Supplier<List<String>> applications,
            String region,
            String account) {
        this.store = store;
        this.sources = () -> Stream.concat(
                        tasks.get().stream().map(Source::of),
                        applications.get().stream().map(Source::of))
                .toList();
        this.prefix = "arn:aws:logs:" + region + ":" + account + ":log-group:";
    }

    /** This service as the listener knows it. */
    public WireService wire() {
        return new SdkService(
                new SdkService.Form(
                        "logs",
                        "Logs_20140328",
                        CloudWatchLogsClient.class,
                        "logs-operations.txt",
                        INVALID,
                        failure -> new ApiException("ServiceUnavailableException", 500, failure.oneLine(), Map.of())),
                this);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    @Override
    public DescribeLogGroupsResponse describeLogGroups(DescribeLogGroupsRequest request) {
        List<LogGroup> groups = sources.get().stream()
                .map(Source::group)
                .distinct()
                .sorted()
                .filter(name -> request.logGroupNamePrefix() == null || name.startsWith(request.logGroupNamePrefix()))
                .map(name -> LogGroup.builder()
                        .logGroupName(name)
                        .arn(prefix + name + ":*")
                        .logGroupArn(prefix + name)
                        .build())
                .toList();
        Page<LogGroup> page = Page.of(groups, request.limit(), 50, request.nextToken(), INVALID);
        return DescribeLogGroupsResponse.builder()
                .logGroups(page.items())
                .nextToken(page.next())
                .build();
    }

    private List<Source> of(String name, String identifier) {
        String group = Objects.requireNonNullElse(name, identifier == null ? "" : identifier.replaceFirst("^.*:", ""));
        List<Source> found = sources.get().stream()
                .filter(source -> group.equals(source.group()))
                .toList();
        if (found.isEmpty()) {
            throw new ApiException("ResourceNotFoundException", "The specified log group does not exist.");
        }
        return found;
    }

    @Override
    public DescribeLogStreamsResponse describeLogStreams(DescribeLogStreamsRequest request) {
        List<LogStream> streams = of(request.logGroupName(), request.logGroupIdentifier()).stream()
                .map(source -> {
                    List<Events.Event> events = events(source);
                    LogStream.Builder stream = LogStream.builder()
                            .logStreamName(source.stream())
                            .arn(prefix + source.group() + ":log-stream:" + source.stream());
                    if (!events.isEmpty()) {
                        stream.creationTime(events.get(0).atMillis())
                                .firstEventTimestamp(events.get(0).atMillis())
                                .lastEventTimestamp(
                                        events.get(events.size() - 1).atMillis());
                    }
                    return stream.build();
                })
                .filter(stream -> request.logStreamNamePrefix() == null
                        || stream.logStreamName().startsWith(request.logStreamNamePrefix()))
                .sorted(Comparator.comparing(LogStream::logStreamName))
                .toList();
        Page<LogStream> page = Page.of(streams, request.limit(), 50, request.nextToken(), INVALID);
        return DescribeLogStreamsResponse.builder()
                .logStreams(page.items())
                .nextToken(page.next())
                .build();
    }

    private List<Events.Event> events(Source source) {
        return store.events().between(0, Long.MAX_VALUE).stream()
                .filter(event -> event.sourceType().equals(source.type())
                        && event.sourceId().equals(source.id()))
                .toList();
    }

    /** Tokens say how many events came before; the one at the end is answered with itself, as clients expect. */
    @Override
    public GetLogEventsResponse getLogEvents(GetLogEventsRequest request) {
        Source source = of(request.logGroupName(), request.logGroupIdentifier()).stream()
                .filter(each -> request.logStreamName().equals(each.stream()))
                .findFirst()
                .orElseThrow(() ->
                        new ApiException("ResourceNotFoundException", "The specified log stream does not exist."));
        List<Events.Event> all = events(source).stream()
                .filter(event -> within(event, request.startTime(), request.endTime()))
                .toList();
        int limit = request.limit() == null ? PAGE : Math.max(1, request.limit());
        String token = request.nextToken();
        int from = token == null
                ? Boolean.TRUE.equals(request.startFromHead()) ? 0 : Math.max(0, all.size() - limit)
                : position(token);
        boolean back = token != null && token.startsWith("b/");
        int first = back ? Math.max(0, from - limit) : Math.min(from, all.size());
        int end = back ? Math.min(from, all.size()) : Math.min(all.size(), first + limit);
        return GetLogEventsResponse.builder()
                .events(all.subList(first, end).stream()
                        .map(event -> OutputLogEvent.builder()
                                .timestamp(event.atMillis())
                                .ingestionTime(event.atMillis())
                                .message(event.message())
                                .build())
                        .toList())
                .nextForwardToken("f/" + end)
                .nextBackwardToken("b/" + first)
                .build();
    }

    private static int position(String token) {
        if (!token.matches("[fb]/\\d{1,9}")) {
            throw new ApiException(INVALID, "The token " + token + " was not given out by this server.");
        }
        return Integer.parseInt(token.substring(2));
    }

    private static boolean within(Events.Event event, Long from, Long to) {
        return (from == null || event.atMillis() >= from) && (to == null || event.atMillis() < to);
    }

    @Override
    public FilterLogEventsResponse filterLogEvents(FilterLogEventsRequest request) {
        String words = Objects.requireNonNullElse(request.filterPattern(), "").replace("\"", "");
        List<FilteredLogEvent> all = new ArrayList<>();
        for (Source source : of(request.logGroupName(), request.logGroupIdentifier())) {
            String stream = source.stream();
            if (request.logStreamNames().isEmpty() || request.logStreamNames().contains(stream)) {
                events(source).stream()
                        .filter(event -> within(event, request.startTime(), request.endTime()))
                        .filter(event -> event.message().contains(words))
                        .forEach(event -> all.add(FilteredLogEvent.builder()
                                .logStreamName(stream)
                                .timestamp(event.atMillis())
                                .ingestionTime(event.atMillis())
                                .eventId(stream + "/" + event.atMillis() + "/" + all.size())
                                .message(event.message())
                                .build()));
            }
        }
        all.sort(Comparator.comparingLong(FilteredLogEvent::timestamp));
        Page<FilteredLogEvent> page = Page.of(all, request.limit(), PAGE, request.nextToken(), INVALID);
        return FilterLogEventsResponse.builder()
                .events(page.items())
                .searchedLogStreams(List.of())
                .nextToken(page.next())
                .build();
    }
}
