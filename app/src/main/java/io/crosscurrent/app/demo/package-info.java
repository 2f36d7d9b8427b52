/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The story of {@code crosscurrent demo}: a real MySQL, a replication task created through the AWS API, and Flink SQL over
 * what it delivers. Start at {@link io.crosscurrent.app.demo.Demo}. Talks to the platform as any client would; only the
 * Kafka user of the demo is made directly.
 */
package io.crosscurrent.app.demo;
