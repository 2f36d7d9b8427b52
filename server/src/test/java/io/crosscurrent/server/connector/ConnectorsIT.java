/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crosscurrent.server.fake.PlaneExtension;
import io.crosscurrent.server.fake.PlatformClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

class ConnectorsIT {
    @RegisterExtension
    final PlaneExtension planes = new PlaneExtension();

    @Test
    void aConnectorThatConnectDoesNotKnowIsMadeOnceMoreAfterAStart() {
        // Given
        client().call(
                        "CreateConnector",
                        """
                {"name": "crm", "config": {"connector.class": "io.debezium.connector.postgresql.PostgresConnector",
                    "topic.prefix": "crm", "database.hostname": "localhost", "database.password": "hidden"}}""");
        var made = planes.connect().configurations.get("crm");
        // When
        planes.restart();
        // Then
        await().untilAsserted(() -> assertThat(planes.connect().configurations.get("crm"))
                .isEqualTo(made)
                .isNotEmpty());
        assertThat(client().call("DescribeConnector", "{\"name\": \"crm\"}")
                        .path("state")
                        .asText())
                .isEqualTo("RUNNING");
        client().call("DeleteConnector", "{\"name\": \"crm\"}");
        assertThat(planes.connect().configurations).doesNotContainKey("crm");
    }

    private PlatformClient client() {
        return new PlatformClient(
                planes.plane().plane.address(),
                AwsBasicCredentials.create(
                        planes.plane().plane.rootKey().accessKeyId(),
                        planes.plane().plane.rootKey().secret()));
    }
}
