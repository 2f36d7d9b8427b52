/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Debezium's connectors, for databases this product does not read itself: run by the same Kafka Connect, their topics shown
 * as tables.
 *
 * <p>Start reading at {@code Connectors}; {@code ConnectorTables} looks at what they write, {@code EnvelopeShape} reads a
 * table's columns from a message.
 */
package io.crosscurrent.server.connector;
