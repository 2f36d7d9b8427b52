/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.kafka.KafkaEngine.TopicRequest;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.engine.Engines;
import java.util.ArrayList;
import java.util.List;

/** Topics of the platform's Kafka. */
public final class Topics {
    private final Engines engines;

    public Topics(Engines engines) {
        this.engines = engines;
    }

    ObjectNode list() {
        ObjectNode out = PojoCodec.object();
        out.putArray("topics");
        engines.startedKafka().topics().forEach(topic -> out.withArray("topics")
                .addObject()
                .put("name", topic.name())
                .put("partitions", topic.partitions())
                .put("records", topic.records()));
        return out;
    }

    ObjectNode create(ObjectNode request) {
        List<TopicRequest> topics = new ArrayList<>();
        for (JsonNode each : request.path("topics")) {
            if (!(each instanceof ObjectNode topic)) {
                throw new CrosscurrentException(
                        "request.bad_topic", "topics has an entry that is no object.", "Give {\"name\": …}.");
            }
            topics.add(new TopicRequest(
                    PlatformService.text(topic, "name"),
                    (int) PlatformService.number(topic, "partitions", 1, 1, 10_000),
                    -1,
                    PlatformService.texts(topic, "config")));
        }
        engines.startedKafka().createTopics(topics);
        return PojoCodec.object();
    }

    ObjectNode delete(ObjectNode request) {
        List<String> names = new ArrayList<>();
        request.path("names").forEach(name -> names.add(name.asText()));
        engines.startedKafka().deleteTopics(names);
        return PojoCodec.object();
    }

    ObjectNode read(ObjectNode request) {
        return TopicReader.read(engines.startedKafka().clientProperties(), request);
    }
}
