/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.msk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.store.Resource;
import io.crosscurrent.server.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kafka.model.Configuration;
import software.amazon.awssdk.services.kafka.model.ConfigurationRevision;
import software.amazon.awssdk.services.kafka.model.ConfigurationState;
import software.amazon.awssdk.services.kafka.model.CreateConfigurationRequest;
import software.amazon.awssdk.services.kafka.model.CreateConfigurationResponse;
import software.amazon.awssdk.services.kafka.model.DeleteConfigurationRequest;
import software.amazon.awssdk.services.kafka.model.DeleteConfigurationResponse;
import software.amazon.awssdk.services.kafka.model.DescribeConfigurationRequest;
import software.amazon.awssdk.services.kafka.model.DescribeConfigurationResponse;
import software.amazon.awssdk.services.kafka.model.DescribeConfigurationRevisionRequest;
import software.amazon.awssdk.services.kafka.model.DescribeConfigurationRevisionResponse;
import software.amazon.awssdk.services.kafka.model.ListConfigurationsRequest;
import software.amazon.awssdk.services.kafka.model.ListConfigurationsResponse;

/** Broker configurations: recorded. The brokers of this platform are configured where they are started. */
final class Configurations {
    private static final String KIND = "msk-configuration";
    private static final long ONLY = 1;

    private final Store store;
    private final Clock clock;
    private final String prefix;

    Configurations(Store store, Clock clock, String region, String account) {
        this.store = store;
        this.clock = clock;
        this.prefix = "arn:aws:kafka:" + region + ":" + account + ":configuration/";
    }

    CreateConfigurationResponse create(CreateConfigurationRequest request) {
        ObjectNode document = PojoCodec.write(request).put("created", clock.millis());
        Resource row = new Resource(
                KIND, prefix + request.name() + "/" + UUID.randomUUID() + "-1", request.name(), "ACTIVE", "", document);
        try {
            store.resources().insert(row);
        } catch (Store.AlreadyThere e) {
            throw MskFaults.conflict("A configuration named " + request.name() + " already exists.", "name");
        }
        Configuration made = view(row);
        return CreateConfigurationResponse.builder()
                .arn(made.arn())
                .name(made.name())
                .creationTime(made.creationTime())
                .latestRevision(made.latestRevision())
                .state(made.state())
                .build();
    }

    private static CreateConfigurationRequest said(Resource row) {
        return PojoCodec.read(row.document(), CreateConfigurationRequest.builder(), CreateConfigurationRequest.class);
    }

    private static Configuration view(Resource row) {
        CreateConfigurationRequest said = said(row);
        Instant created = Instant.ofEpochMilli(row.document().path("created").asLong());
        return Configuration.builder()
                .arn(row.id())
                .name(row.name())
                .description(said.description())
                .kafkaVersions(said.kafkaVersions())
                .creationTime(created)
                .latestRevision(ConfigurationRevision.builder()
                        .revision(ONLY)
                        .creationTime(created)
                        .description(said.description())
                        .build())
                .state(ConfigurationState.ACTIVE)
                .build();
    }

    private Resource require(String arn) {
        return store.resources()
                .find(KIND, arn)
                .orElseThrow(
                        () -> MskFaults.missing("The specified configuration does not exist: " + arn + ".", "arn"));
    }

    DescribeConfigurationResponse describe(DescribeConfigurationRequest request) {
        Configuration found = view(require(request.arn()));
        return DescribeConfigurationResponse.builder()
                .arn(found.arn())
                .name(found.name())
                .description(found.description())
                .kafkaVersions(found.kafkaVersions())
                .creationTime(found.creationTime())
                .latestRevision(found.latestRevision())
                .state(found.state())
                .build();
    }

    DescribeConfigurationRevisionResponse revision(DescribeConfigurationRevisionRequest request) {
        Resource row = require(request.arn());
        if (request.revision() != ONLY) {
            throw MskFaults.missing("The configuration has no revision " + request.revision() + ".", "revision");
        }
        SdkBytes properties = said(row).serverProperties();
        return DescribeConfigurationRevisionResponse.builder()
                .arn(row.id())
                .revision(ONLY)
                .creationTime(view(row).creationTime())
                .serverProperties(properties)
                .build();
    }

    ListConfigurationsResponse list(ListConfigurationsRequest request) {
        List<Configuration> all =
                store.resources().list(KIND).stream().map(Configurations::view).toList();
        Page<Configuration> page = Page.of(all, request.maxResults(), 100, request.nextToken(), "BadRequestException");
        return ListConfigurationsResponse.builder()
                .configurations(page.items())
                .nextToken(page.next())
                .build();
    }

    DeleteConfigurationResponse delete(DeleteConfigurationRequest request) {
        store.resources().delete(KIND, require(request.arn()).id());
        return DeleteConfigurationResponse.builder()
                .arn(request.arn())
                .state(ConfigurationState.DELETING)
                .build();
    }
}
