/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The Kafka Connect plug-in. {@link io.crosscurrent.connect.CrosscurrentSourceConnector} checks a configuration,
 * {@link io.crosscurrent.connect.CrosscurrentSourceTask} runs a source on a thread of its own, and the unit queue between
 * the two turns database transactions into Kafka transactions. {@link io.crosscurrent.connect.SecretConfigProvider} keeps
 * passwords out of connector configurations. Databases come through {@link java.util.ServiceLoader}.
 */
package io.crosscurrent.connect;
