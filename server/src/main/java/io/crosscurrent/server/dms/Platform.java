/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.store.Events;
import io.crosscurrent.server.store.Resource;
import io.crosscurrent.server.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.databasemigration.model.Tag;

/** What every feature of the service needs: store, clock, names. Used by many threads. */
public record Platform(Store store, Clock clock, Arns arns, String account) {
    /** Kinds of rows in the store. */
    public static final String SUBNET_GROUP = "dms-subnet-group";

    public static final String INSTANCE = "dms-instance";
    public static final String ENDPOINT = "dms-endpoint";
    public static final String CONNECTION = "dms-connection";
    public static final String SCHEMAS = "dms-schemas";
    public static final String TASK = "dms-task";
    public static final String CERTIFICATE = "dms-certificate";

    /** Inserts a row with its tags. @throws io.crosscurrent.server.aws.ApiException when the name is taken */
    public void insert(Resource row, String what, List<Tag> tags) {
        try {
            store.together(() -> {
                store.resources().insert(row);
                tag(row.id(), tags);
                return null;
            });
        } catch (Store.AlreadyThere e) {
            String arn = store.resources()
                    .findByName(row.kind(), row.name())
                    .map(Resource::id)
                    .orElse(row.id());
            throw Faults.exists(what + " " + row.name() + " already exists.", arn);
        }
    }

    public Resource row(String kind, String id, String what) {
        return store.resources().find(kind, id).orElseThrow(() -> Faults.notFound(what + " " + id + " was not found."));
    }

    public void tag(String arn, List<Tag> tags) {
        Map<String, String> map = tags.stream()
                .collect(Collectors.toMap(
                        Tag::key, tag -> tag.value() == null ? "" : tag.value(), (first, second) -> second));
        store.tags().put(arn, map);
    }

    public void remove(Resource row) {
        store.together(() -> {
            store.resources().delete(row.kind(), row.id());
            store.tags().removeAll(row.id());
            return null;
        });
    }

    /** @param type {@code replication-task} or {@code replication-instance} */
    public void event(String source, String type, String category, String message) {
        store.events().add(new Events.Event(source, type, category, message, clock.millis()));
    }

    /** A row's document as the SDK class it was written from. */
    public static <T> T read(ObjectNode document, Object builder, Class<T> type) {
        return PojoCodec.read(document, builder, type);
    }

    public static ObjectNode write(SdkPojo pojo) {
        return PojoCodec.write(pojo);
    }
}
