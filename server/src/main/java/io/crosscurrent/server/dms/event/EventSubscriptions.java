/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.event;

import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.dms.Arns;
import io.crosscurrent.server.dms.Faults;
import io.crosscurrent.server.dms.Platform;
import io.crosscurrent.server.store.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.databasemigration.model.CreateEventSubscriptionRequest;
import software.amazon.awssdk.services.databasemigration.model.CreateEventSubscriptionResponse;
import software.amazon.awssdk.services.databasemigration.model.DeleteEventSubscriptionRequest;
import software.amazon.awssdk.services.databasemigration.model.DeleteEventSubscriptionResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeEventCategoriesRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeEventCategoriesResponse;
import software.amazon.awssdk.services.databasemigration.model.DescribeEventSubscriptionsRequest;
import software.amazon.awssdk.services.databasemigration.model.DescribeEventSubscriptionsResponse;
import software.amazon.awssdk.services.databasemigration.model.EventCategoryGroup;
import software.amazon.awssdk.services.databasemigration.model.EventSubscription;
import software.amazon.awssdk.services.databasemigration.model.ModifyEventSubscriptionRequest;
import software.amazon.awssdk.services.databasemigration.model.ModifyEventSubscriptionResponse;

/**
 * Subscriptions to events: kept, checked and described. There is no SNS here, so nothing is sent: whoever wants the events reads
 * them by {@code DescribeEvents} or from the log stream of a task. Used by many threads.
 */
public final class EventSubscriptions {
    private static final String KIND = "dms-subscription";
    private static final String WHAT = "Event subscription";
    private static final int PAGE = 100;

    /** Categories by source type, and the kind of row a source id names. */
    private static final Map<String, List<String>> CATEGORIES = new LinkedHashMap<>();

    static {
        CATEGORIES.put(
                "replication-instance",
                List.of(
                        "low storage",
                        "configuration change",
                        "maintenance",
                        "deletion",
                        "creation",
                        "failover",
                        "failure"));
        CATEGORIES.put(
                "replication-task", List.of("configuration change", "state change", "deletion", "creation", "failure"));
    }

    private final Platform platform;

    public EventSubscriptions(Platform platform) {
        this.platform = platform;
    }

    public CreateEventSubscriptionResponse create(CreateEventSubscriptionRequest request) {
        String name = Arns.identifier("SubscriptionName", request.subscriptionName(), 255)
                .toLowerCase(Locale.ROOT);
        EventSubscription subscription = checked(EventSubscription.builder()
                .customerAwsId(platform.account())
                .custSubscriptionId(name)
                .snsTopicArn(request.snsTopicArn())
                .sourceType(request.sourceType())
                .sourceIdsList(request.sourceIds())
                .eventCategoriesList(request.eventCategories())
                .enabled(!Boolean.FALSE.equals(request.enabled()))
                .status("active")
                .subscriptionCreationTime(platform.clock().instant().toString())
                .build());
        platform.insert(
                new Resource(
                        KIND,
                        platform.arns().make("es", name.length() > 31 ? null : name),
                        name,
                        "active",
                        "",
                        Platform.write(subscription)),
                WHAT,
                request.tags());
        return CreateEventSubscriptionResponse.builder()
                .eventSubscription(subscription)
                .build();
    }

    public ModifyEventSubscriptionResponse modify(ModifyEventSubscriptionRequest request) {
        Resource row = row(request.subscriptionName());
        EventSubscription old = read(row);
        EventSubscription next = checked(old.toBuilder()
                .snsTopicArn(request.snsTopicArn() == null ? old.snsTopicArn() : request.snsTopicArn())
                .sourceType(request.sourceType() == null ? old.sourceType() : request.sourceType())
                .eventCategoriesList(
                        request.hasEventCategories() ? request.eventCategories() : old.eventCategoriesList())
                .enabled(request.enabled() == null ? old.enabled() : request.enabled())
                .build());
        platform.store().resources().update(KIND, row.id(), each -> each.with(Platform.write(next)));
        return ModifyEventSubscriptionResponse.builder().eventSubscription(next).build();
    }

    public DeleteEventSubscriptionResponse delete(DeleteEventSubscriptionRequest request) {
        Resource row = row(request.subscriptionName());
        platform.remove(row);
        return DeleteEventSubscriptionResponse.builder()
                .eventSubscription(read(row).toBuilder().status("deleting").build())
                .build();
    }

    /** @throws ApiException when a name is given and there is none of it */
    public DescribeEventSubscriptionsResponse describe(DescribeEventSubscriptionsRequest request) {
        if (!request.filters().isEmpty()) {
            throw Faults.value("DescribeEventSubscriptions has no filters. Give SubscriptionName, or nothing.");
        }
        List<Resource> rows = request.subscriptionName() == null
                ? platform.store().resources().list(KIND)
                : List.of(row(request.subscriptionName()));
        Page<EventSubscription> page = Page.of(
                rows.stream().map(EventSubscriptions::read).toList(),
                request.maxRecords(),
                PAGE,
                request.marker(),
                "InvalidParameterValueException");
        return DescribeEventSubscriptionsResponse.builder()
                .eventSubscriptionsList(page.items())
                .marker(page.next())
                .build();
    }

    public DescribeEventCategoriesResponse categories(DescribeEventCategoriesRequest request) {
        if (request.sourceType() != null) {
            requireType(request.sourceType());
        }
        return DescribeEventCategoriesResponse.builder()
                .eventCategoryGroupList(CATEGORIES.entrySet().stream()
                        .filter(each -> request.sourceType() == null
                                || request.sourceType().equals(each.getKey()))
                        .map(each -> EventCategoryGroup.builder()
                                .sourceType(each.getKey())
                                .eventCategories(each.getValue())
                                .build())
                        .toList())
                .build();
    }

    private EventSubscription checked(EventSubscription subscription) {
        if (!subscription
                .snsTopicArn()
                .matches("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?")) {
            throw new ApiException(
                    "SNSInvalidTopicFault",
                    "SnsTopicArn must be the ARN of a topic of SNS, not \"" + subscription.snsTopicArn() + "\".");
        }
        String type = subscription.sourceType();
        if (type != null) {
            requireType(type);
        } else if (!subscription.sourceIdsList().isEmpty()) {
            throw Faults.combination("SourceIds need a SourceType.");
        }
        Set<String> known = new TreeSet<>();
        CATEGORIES.forEach((each, categories) -> {
            if (type == null || type.equals(each)) {
                known.addAll(categories);
            }
        });
        for (String category : subscription.eventCategoriesList()) {
            if (!known.contains(category)) {
                throw Faults.value("The event category \"" + category + "\" is not one of " + known + ".");
            }
        }
        for (String id : subscription.sourceIdsList()) {
            String kind = type.equals("replication-task") ? Platform.TASK : Platform.INSTANCE;
            if (platform.store().resources().findByName(kind, id).isEmpty()) {
                throw Faults.notFound("There is no " + type + " " + id + ".");
            }
        }
        return subscription;
    }

    private static void requireType(String type) {
        if (!CATEGORIES.containsKey(type)) {
            throw Faults.value("SourceType must be one of " + CATEGORIES.keySet() + ", not \"" + type + "\".");
        }
    }

    private Resource row(String name) {
        return platform.store()
                .resources()
                .findByName(KIND, name.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> Faults.notFound(WHAT + " " + name + " was not found."));
    }

    private static EventSubscription read(Resource row) {
        return Platform.read(row.document(), EventSubscription.builder(), EventSubscription.class);
    }
}
