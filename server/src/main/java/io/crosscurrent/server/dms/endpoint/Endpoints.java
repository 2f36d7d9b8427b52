/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.dms.Arns;
import io.crosscurrent.server.dms.Faults;
import io.crosscurrent.server.dms.Filtering;
import io.crosscurrent.server.dms.Platform;
import io.crosscurrent.server.engine.Engines;
import io.crosscurrent.server.store.Resource;
import io.crosscurrent.server.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.databasemigration.model.*;

/** Endpoints. Their passwords go to internal secrets and never come back in an answer. */
public final class Endpoints {
    private static final String WHAT = "Endpoint";
    private static final Set<String> NOT_STORED = Set.of("Tags", "ResourceIdentifier", "ExactSettings");
    private static final Filtering<Endpoint> FILTERS = new Filtering<>(
            "Endpoints",
            Map.of(
                    "endpoint-arn", endpoint -> List.of(endpoint.endpointArn()),
                    "endpoint-id", endpoint -> List.of(endpoint.endpointIdentifier()),
                    "endpoint-type",
                            endpoint -> List.of(
                                    endpoint.endpointTypeAsString(),
                                    endpoint.endpointTypeAsString().toLowerCase(java.util.Locale.ROOT)),
                    "engine-name", endpoint -> List.of(endpoint.engineName())));

    private final Platform platform;
    private final EndpointSecrets secrets;
    private final Certificates certificates;
    private final Engines engines;

    public Endpoints(Platform platform, EndpointSecrets secrets, Certificates certificates, Engines engines) {
        this.platform = platform;
        this.secrets = secrets;
        this.certificates = certificates;
        this.engines = engines;
    }

    public CreateEndpointResponse create(CreateEndpointRequest request) {
        ObjectNode node = Platform.write(request);
        node.remove(NOT_STORED);
        String name = Arns.identifier("EndpointIdentifier", request.endpointIdentifier(), 255);
        String arn = platform.arns().make("endpoint", request.resourceIdentifier());
        node.put("EndpointArn", arn);
        node.put("Status", "active");
        EndpointDocument document = new EndpointDocument(node);
        document.dropOtherBlocks();
        Map<String, String> taken = document.takeSecrets();
        check(document, taken.keySet());
        platform.store().together(() -> {
            platform.insert(new Resource(Platform.ENDPOINT, arn, name, "active", "", node), WHAT, request.tags());
            secrets.put(arn, taken);
            return null;
        });
        return CreateEndpointResponse.builder().endpoint(read(node)).build();
    }

    public DescribeEndpointsResponse describe(DescribeEndpointsRequest request) {
        List<Endpoint> all = platform.store().resources().list(Platform.ENDPOINT).stream()
                .map(row -> read(row.document()))
                .toList();
        Page<Endpoint> page = FILTERS.page(all, request.filters(), request.maxRecords(), request.marker());
        return DescribeEndpointsResponse.builder()
                .endpoints(page.items())
                .marker(page.next())
                .build();
    }

    public ModifyEndpointResponse modify(ModifyEndpointRequest request) {
        Resource row = row(request.endpointArn());
        if (tasks(row.id()).stream()
                .anyMatch(task -> Set.of("starting", "running", "stopping").contains(task.state()))) {
            throw Faults.state(WHAT + " " + row.name() + " is used by a running task. Stop the task first.");
        }
        ObjectNode node = row.document().deepCopy();
        merge(node, Platform.write(request), Boolean.TRUE.equals(request.exactSettings()));
        node.remove(NOT_STORED);
        String name = Arns.identifier(
                "EndpointIdentifier", node.path("EndpointIdentifier").asText(), 255);
        EndpointDocument document = new EndpointDocument(node);
        document.dropOtherBlocks();
        Map<String, String> values = new HashMap<>(secrets.own(row.id()));
        values.remove(EndpointSecrets.QUOTED);
        values.putAll(document.takeSecrets());
        if (!document.setting("SecretsManagerSecretId").isEmpty() && request.password() == null) {
            values.remove("password");
        }
        check(document, values.keySet());
        try {
            platform.store().together(() -> {
                platform.store().resources().update(Platform.ENDPOINT, row.id(), old -> old.named(name)
                        .with(node));
                secrets.put(row.id(), values);
                return null;
            });
        } catch (Store.AlreadyThere e) {
            throw Faults.exists(WHAT + " " + name + " already exists.", row.id());
        }
        return ModifyEndpointResponse.builder().endpoint(read(node)).build();
    }

    private static void merge(ObjectNode into, ObjectNode changes, boolean exact) {
        changes.properties().forEach(change -> {
            if (!exact
                    && change.getValue() instanceof ObjectNode block
                    && into.get(change.getKey()) instanceof ObjectNode old) {
                old.setAll(block);
            } else {
                into.set(change.getKey(), change.getValue());
            }
        });
    }

    private static void check(EndpointDocument document, Set<String> secrets) {
        try {
            EndpointRules.complete(document, secrets);
        } catch (CrosscurrentException e) {
            throw Faults.value(e.oneLine());
        }
    }

    public DeleteEndpointResponse delete(DeleteEndpointRequest request) {
        Resource row = row(request.endpointArn());
        if (!tasks(row.id()).isEmpty()) {
            throw Faults.state(WHAT + " " + row.name() + " is part of a replication task. Delete the task first.");
        }
        platform.store().together(() -> {
            platform.remove(row);
            secrets.delete(row.id());
            platform.store().resources().delete(Platform.SCHEMAS, row.id());
            platform.store().resources().list(Platform.CONNECTION).stream()
                    .filter(connection -> connection.id().endsWith("|" + row.id()))
                    .forEach(platform::remove);
            return null;
        });
        return DeleteEndpointResponse.builder()
                .endpoint(read(row.document()).toBuilder().status("deleting").build())
                .build();
    }

    private List<Resource> tasks(String arn) {
        return platform.store().resources().list(Platform.TASK).stream()
                .filter(task -> arn.equals(
                                task.document().path("SourceEndpointArn").asText())
                        || arn.equals(task.document().path("TargetEndpointArn").asText()))
                .toList();
    }

    /** @throws ApiException when there is none */
    public Resource row(String arn) {
        return platform.row(Platform.ENDPOINT, arn, WHAT);
    }

    public EndpointDocument document(String arn) {
        return new EndpointDocument(row(arn).document());
    }

    /** How to reach the database of a source endpoint. */
    public SourceAddress source(String arn) {
        EndpointDocument document = document(arn);
        if (!document.source()) {
            throw Faults.state(WHAT + " " + document.identifier() + " is not a source endpoint.");
        }
        return new SourceAddress(document, secrets, certificates);
    }

    /** How to reach the Kafka of a target endpoint; waits for the platform's own Kafka. */
    public KafkaAddress target(String arn) {
        EndpointDocument document = document(arn);
        if (document.source()) {
            throw Faults.state(WHAT + " " + document.identifier() + " is not a target endpoint.");
        }
        return new KafkaAddress(document, secrets, certificates, engines.startedKafka());
    }

    private static Endpoint read(ObjectNode node) {
        return Platform.read(node, Endpoint.builder(), Endpoint.class);
    }
}
