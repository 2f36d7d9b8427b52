/* SPDX-License-Identifier: Apache-2.0 */
/** The certificates of an embedded Kafka node: {@link io.crosscurrent.engines.kafka.tls.NodeCertificates}. */
package io.crosscurrent.engines.kafka.tls;
