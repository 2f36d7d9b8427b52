/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Reads topics as a consumer would who knows nothing of the product: Kafka's client and a JSON parser. Start at
 * {@link io.crosscurrent.testing.topic.TopicReader}; {@link io.crosscurrent.testing.topic.MessageForm} tells the spellings
 * of the products apart.
 */
package io.crosscurrent.testing.topic;
