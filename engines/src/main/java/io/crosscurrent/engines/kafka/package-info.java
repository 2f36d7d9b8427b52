/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Kafka: how clients reach it, its users and its topics.
 *
 * <p>Start reading at {@link io.crosscurrent.engines.kafka.KafkaEngine}. {@code EmbeddedKafka} runs one KRaft node in
 * this JVM; {@code RemoteKafka} is a cluster of somebody else. Both administer through {@code ClusterAdministration}.
 * Nothing here knows Connect, Flink or what the topics hold.
 */
package io.crosscurrent.engines.kafka;
