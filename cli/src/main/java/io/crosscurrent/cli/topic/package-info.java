/* SPDX-License-Identifier: Apache-2.0 */
/** {@code crosscurrent topic …}: Kafka topics and what is in them. */
package io.crosscurrent.cli.topic;
