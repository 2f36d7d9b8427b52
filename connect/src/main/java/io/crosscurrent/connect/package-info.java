/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The Kafka Connect plug-in. {@link io.crosscurrent.connect.CrosscurrentSourceConnector} checks a configuration, {@link
 * io.crosscurrent.connect.CrosscurrentSourceTask} runs a delivery: one thread reads the source, one turns its units into
 * Kafka transactions. {@link io.crosscurrent.connect.SecretConfigProvider} keeps passwords out of connector configurations.
 * Databases come through {@link java.util.ServiceLoader}.
 */
package io.crosscurrent.connect;
