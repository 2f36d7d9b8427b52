/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms;

import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.store.Events;
import io.crosscurrent.server.store.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.databasemigration.model.*;

/** What belongs to no single feature: tags, events, quotas, and which engines there are. */
public final class Account {
    private static final List<String> KINDS =
            List.of(Platform.SUBNET_GROUP, Platform.INSTANCE, Platform.ENDPOINT, Platform.TASK, Platform.CERTIFICATE);
    private static final Filtering<SupportedEndpointType> ENDPOINT_TYPES = new Filtering<>(
            "Endpoint Types",
            Map.of(
                    "engine-name", type -> List.of(type.engineName()),
                    "endpoint-type", type -> List.of(type.endpointTypeAsString())));

    private final Platform platform;

    public Account(Platform platform) {
        this.platform = platform;
    }

    ListTagsForResourceResponse tags(ListTagsForResourceRequest request) {
        List<String> arns = new ArrayList<>(request.resourceArnList());
        if (request.resourceArn() != null) {
            arns.add(request.resourceArn());
        }
        List<Tag> tags = new ArrayList<>();
        for (String arn : arns) {
            require(arn);
            platform.store()
                    .tags()
                    .of(arn)
                    .forEach((key, value) -> tags.add(Tag.builder()
                            .key(key)
                            .value(value)
                            .resourceArn(request.resourceArnList().isEmpty() ? null : arn)
                            .build()));
        }
        return ListTagsForResourceResponse.builder().tagList(tags).build();
    }

    AddTagsToResourceResponse tag(AddTagsToResourceRequest request) {
        require(request.resourceArn());
        platform.tag(request.resourceArn(), request.tags());
        return AddTagsToResourceResponse.builder().build();
    }

    RemoveTagsFromResourceResponse untag(RemoveTagsFromResourceRequest request) {
        require(request.resourceArn());
        platform.store().tags().remove(request.resourceArn(), request.tagKeys());
        return RemoveTagsFromResourceResponse.builder().build();
    }

    private void require(String arn) {
        boolean known = KINDS.stream()
                .anyMatch(kind -> platform.store().resources().find(kind, arn).isPresent());
        if (!known) {
            throw Faults.notFound("Resource " + arn + " was not found.");
        }
    }

    /** The last hour, unless the request says otherwise. */
    DescribeEventsResponse events(DescribeEventsRequest request) {
        Instant now = platform.clock().instant();
        Duration span = Duration.ofMinutes(request.duration() == null ? 60 : request.duration());
        Instant from = request.startTime() == null ? now.minus(span) : request.startTime();
        Instant to = request.endTime() == null ? now.plusMillis(1) : request.endTime();
        List<Event> all = platform.store().events().between(from.toEpochMilli(), to.toEpochMilli()).stream()
                .filter(event -> !event.sourceType().equals(Events.APPLICATION))
                .filter(event -> request.sourceIdentifier() == null
                        || request.sourceIdentifier().equals(event.sourceId()))
                .filter(event -> request.sourceTypeAsString() == null
                        || request.sourceTypeAsString().equals(event.sourceType()))
                .filter(event -> request.eventCategories().isEmpty()
                        || request.eventCategories().contains(event.category()))
                .map(Account::event)
                .toList();
        Page<Event> page = Page.of(all, request.maxRecords(), 100, request.marker(), "InvalidParameterValueException");
        return DescribeEventsResponse.builder()
                .events(page.items())
                .marker(page.next())
                .build();
    }

    private static Event event(Events.Event event) {
        return Event.builder()
                .sourceIdentifier(event.sourceId())
                .sourceType(event.sourceType())
                .eventCategories(event.category())
                .message(event.message())
                .date(Instant.ofEpochMilli(event.atMillis()))
                .build();
    }

    DescribeAccountAttributesResponse attributes(DescribeAccountAttributesRequest request) {
        return DescribeAccountAttributesResponse.builder()
                .uniqueAccountIdentifier("crosscurrent-" + platform.account())
                .accountQuotas(
                        quota("ReplicationInstances", Platform.INSTANCE, 60),
                        quota("Endpoints", Platform.ENDPOINT, 1000),
                        quota("ReplicationTasks", Platform.TASK, 600),
                        quota("ReplicationSubnetGroups", Platform.SUBNET_GROUP, 60),
                        quota("Certificates", Platform.CERTIFICATE, 100))
                .build();
    }

    private AccountQuota quota(String name, String kind, long most) {
        List<Resource> used = platform.store().resources().list(kind);
        return AccountQuota.builder()
                .accountQuotaName(name)
                .used((long) used.size())
                .max(most)
                .build();
    }

    DescribeEndpointTypesResponse endpointTypes(DescribeEndpointTypesRequest request) {
        List<SupportedEndpointType> all = new ArrayList<>();
        java.util.ServiceLoader.load(
                        io.crosscurrent.core.source.SourceProvider.class,
                        io.crosscurrent.core.source.SourceProvider.class.getClassLoader())
                .forEach(provider ->
                        provider.engines().stream().sorted().forEach(engine -> all.add(type(engine, "source"))));
        all.add(type("kafka", "target"));
        Page<SupportedEndpointType> page =
                ENDPOINT_TYPES.page(all, request.filters(), request.maxRecords(), request.marker());
        return DescribeEndpointTypesResponse.builder()
                .supportedEndpointTypes(page.items())
                .marker(page.next())
                .build();
    }

    private static SupportedEndpointType type(String engine, String endpointType) {
        return SupportedEndpointType.builder()
                .engineName(engine)
                .endpointType(endpointType)
                .supportsCDC(true)
                .engineDisplayName(engine)
                .build();
    }
}
