/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.SourceProvider;
import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.dms.Faults;
import io.crosscurrent.server.dms.Platform;
import io.crosscurrent.server.store.Resource;
import io.crosscurrent.server.store.Resources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import software.amazon.awssdk.services.databasemigration.model.*;

/** The schemas of source endpoints, as of their last refresh. */
public final class Schemas {
    private final Platform platform;
    private final Endpoints endpoints;
    private final Executor background;

    public Schemas(Platform platform, Endpoints endpoints, Executor background) {
        this.platform = platform;
        this.endpoints = endpoints;
        this.background = background;
    }

    /** Refreshes that a restart cut short are run again. */
    public void resume() {
        platform.store().resources().list(Platform.SCHEMAS).stream()
                .filter(row -> row.state().equals("refreshing"))
                .forEach(row -> background.execute(() -> finish(row)));
    }

    public RefreshSchemasResponse refresh(RefreshSchemasRequest request) {
        platform.row(Platform.INSTANCE, request.replicationInstanceArn(), "Replication Instance");
        String arn = request.endpointArn();
        if (!endpoints.document(arn).source()) {
            throw Faults.state("Endpoint " + arn + " is a target: it has no schemas.");
        }
        ObjectNode document = PojoCodec.object();
        document.put("instance", request.replicationInstanceArn());
        document.put("refreshed", platform.clock().millis());
        Resource row = new Resource(Platform.SCHEMAS, arn, arn, "refreshing", "", document);
        put(row);
        background.execute(() -> finish(row));
        return RefreshSchemasResponse.builder()
                .refreshSchemasStatus(status(row))
                .build();
    }

    private Resource read(Resource row) {
        ObjectNode document = row.document().deepCopy();
        try {
            SourceSettings settings = endpoints.source(row.id()).settings();
            SourceProvider.of(settings.engine()).schemas(settings).forEach(document.withArray("schemas")::add);
            return row.at("successful", "").with(document);
        } catch (CrosscurrentException e) {
            return row.at("failed", "").with(document.put("failure", e.oneLine()));
        } catch (ApiException e) {
            return row.at("failed", "").with(document.put("failure", e.getMessage()));
        }
    }

    /** Unless the endpoint has been deleted meanwhile. */
    private void finish(Resource row) {
        Resource read = read(row);
        platform.store().resources().update(Platform.SCHEMAS, row.id(), old -> read);
    }

    private void put(Resource row) {
        platform.store().together(() -> {
            Resources rows = platform.store().resources();
            if (rows.update(Platform.SCHEMAS, row.id(), old -> row).isEmpty()) {
                rows.insert(row);
            }
            return null;
        });
    }

    public DescribeRefreshSchemasStatusResponse status(DescribeRefreshSchemasStatusRequest request) {
        endpoints.row(request.endpointArn());
        Resource row = platform.store()
                .resources()
                .find(Platform.SCHEMAS, request.endpointArn())
                .orElseThrow(() -> Faults.notFound("The schemas of this endpoint were never refreshed."));
        return DescribeRefreshSchemasStatusResponse.builder()
                .refreshSchemasStatus(status(row))
                .build();
    }

    private static RefreshSchemasStatus status(Resource row) {
        String failure = row.document().path("failure").asText("");
        return RefreshSchemasStatus.builder()
                .endpointArn(row.id())
                .replicationInstanceArn(row.document().path("instance").asText())
                .status(row.state())
                .lastRefreshDate(
                        Instant.ofEpochMilli(row.document().path("refreshed").asLong()))
                .lastFailureMessage(failure.isEmpty() ? null : failure)
                .build();
    }

    /** As of the last refresh; an endpoint that was never refreshed is asked now. */
    public DescribeSchemasResponse describe(DescribeSchemasRequest request) {
        endpoints.row(request.endpointArn());
        List<String> names = new ArrayList<>();
        Optional<Resource> row = platform.store().resources().find(Platform.SCHEMAS, request.endpointArn());
        if (row.isPresent()) {
            row.get().document().path("schemas").forEach(name -> names.add(name.asText()));
        } else {
            SourceSettings settings = endpoints.source(request.endpointArn()).settings();
            names.addAll(SourceProvider.of(settings.engine()).schemas(settings));
        }
        Page<String> page =
                Page.of(names, request.maxRecords(), 100, request.marker(), "InvalidParameterValueException");
        return DescribeSchemasResponse.builder()
                .schemas(page.items())
                .marker(page.next())
                .build();
    }
}
