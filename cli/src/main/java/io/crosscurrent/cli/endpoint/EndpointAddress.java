/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.endpoint;

import software.amazon.awssdk.services.databasemigration.model.Endpoint;

/** Where an endpoint is, in one cell. */
final class EndpointAddress {
    private EndpointAddress() {}

    /** {@code host:port}, the brokers, {@code secret <id>}, or "". */
    static String of(Endpoint endpoint) {
        if (endpoint.kafkaSettings() != null && endpoint.kafkaSettings().broker() != null) {
            return endpoint.kafkaSettings().broker();
        }
        if (endpoint.serverName() != null) {
            return endpoint.port() == null ? endpoint.serverName() : endpoint.serverName() + ":" + endpoint.port();
        }
        if (endpoint.mySQLSettings() != null && endpoint.mySQLSettings().secretsManagerSecretId() != null) {
            return "secret " + endpoint.mySQLSettings().secretsManagerSecretId();
        }
        if (endpoint.gcpMySQLSettings() != null && endpoint.gcpMySQLSettings().secretsManagerSecretId() != null) {
            return "secret " + endpoint.gcpMySQLSettings().secretsManagerSecretId();
        }
        return "";
    }
}
