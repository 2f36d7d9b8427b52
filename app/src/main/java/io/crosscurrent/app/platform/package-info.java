/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The platform in one process: Kafka, Kafka Connect, Flink and the control plane, started beside each other in one data
 * directory. Start at {@link io.crosscurrent.app.platform.Platform}.
 */
package io.crosscurrent.app.platform;
