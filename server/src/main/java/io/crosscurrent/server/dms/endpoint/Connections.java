/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.endpoint;

import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.dms.Faults;
import io.crosscurrent.server.dms.Filtering;
import io.crosscurrent.server.dms.Platform;
import io.crosscurrent.server.store.Resource;
import io.crosscurrent.server.store.Resources;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.databasemigration.model.*;

/** Connection tests: one row for each pair of instance and endpoint, tested in the background. */
public final class Connections {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final Filtering<Connection> FILTERS = new Filtering<>(
            "Connections",
            Map.of(
                    "endpoint-arn", connection -> List.of(connection.endpointArn()),
                    "replication-instance-arn", connection -> List.of(connection.replicationInstanceArn())));

    private final Platform platform;
    private final Endpoints endpoints;
    private final EndpointCheck check;
    private final Executor background;

    public Connections(Platform platform, Endpoints endpoints, EndpointCheck check, Executor background) {
        this.platform = platform;
        this.endpoints = endpoints;
        this.check = check;
        this.background = background;
    }

    /** Tests that a restart cut short are run again. */
    public void resume() {
        platform.store().resources().list(Platform.CONNECTION).stream()
                .filter(row -> row.state().equals("testing"))
                .forEach(row -> background.execute(() -> run(row.id())));
    }

    public TestConnectionResponse test(TestConnectionRequest request) {
        Resource instance = platform.row(Platform.INSTANCE, request.replicationInstanceArn(), "Replication Instance");
        Resource endpoint = endpoints.row(request.endpointArn());
        String id = instance.id() + "|" + endpoint.id();
        Connection connection = Connection.builder()
                .replicationInstanceArn(instance.id())
                .replicationInstanceIdentifier(instance.name())
                .endpointArn(endpoint.id())
                .endpointIdentifier(endpoint.name())
                .status("testing")
                .build();
        Resource row = new Resource(Platform.CONNECTION, id, id, "testing", "", Platform.write(connection));
        platform.store().together(() -> {
            Resources rows = platform.store().resources();
            if (rows.update(Platform.CONNECTION, id, old -> row).isEmpty()) {
                rows.insert(row);
            }
            return null;
        });
        background.execute(() -> run(id));
        return TestConnectionResponse.builder().connection(connection).build();
    }

    private void run(String id) {
        String failures;
        try {
            failures = EndpointCheck.failures(check.run(id.substring(id.indexOf('|') + 1)));
        } catch (RuntimeException e) {
            LOG.error("The connection test {} failed inside the server", id, e);
            failures = "The test failed inside the server: " + e;
        }
        String message = failures;
        String status = message.isEmpty() ? "successful" : "failed";
        platform.store().resources().update(Platform.CONNECTION, id, row -> row.at(status, "")
                .with(Platform.write(read(row).toBuilder()
                        .status(status)
                        .lastFailureMessage(message.isEmpty() ? null : message)
                        .build())));
    }

    public DescribeConnectionsResponse describe(DescribeConnectionsRequest request) {
        List<Connection> all = platform.store().resources().list(Platform.CONNECTION).stream()
                .map(Connections::read)
                .toList();
        Page<Connection> page = FILTERS.page(all, request.filters(), request.maxRecords(), request.marker());
        return DescribeConnectionsResponse.builder()
                .connections(page.items())
                .marker(page.next())
                .build();
    }

    public DeleteConnectionResponse delete(DeleteConnectionRequest request) {
        String id = request.replicationInstanceArn() + "|" + request.endpointArn();
        Resource row = platform.store()
                .resources()
                .find(Platform.CONNECTION, id)
                .orElseThrow(() -> Faults.notFound("There is no connection of that instance and endpoint."));
        platform.remove(row);
        return DeleteConnectionResponse.builder()
                .connection(read(row).toBuilder().status("deleting").build())
                .build();
    }

    private static Connection read(Resource row) {
        return Platform.read(row.document(), Connection.builder(), Connection.class);
    }
}
