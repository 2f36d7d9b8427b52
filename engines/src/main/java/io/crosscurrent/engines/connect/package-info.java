/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Kafka Connect: connectors are put, stopped, resumed and deleted by name.
 *
 * <p>Start reading at {@link io.crosscurrent.engines.connect.ConnectEngine}. {@code RemoteConnect} speaks Connect's REST
 * API; {@code EmbeddedConnect} starts a worker in this JVM and then speaks to it the same way, on loopback and with a
 * credential that exists only in this process. Nothing here knows what a connector does.
 */
package io.crosscurrent.engines.connect;
