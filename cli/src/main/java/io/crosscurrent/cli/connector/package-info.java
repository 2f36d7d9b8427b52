/* SPDX-License-Identifier: Apache-2.0 */
/** {@code crosscurrent connector …}: Debezium's connectors on the platform's Kafka Connect. */
package io.crosscurrent.cli.connector;
