/* SPDX-License-Identifier: Apache-2.0 */
/** Processes that are measured: starting them, their cost as the kernel tells it, Kafka's broker among them. */
package io.crosscurrent.bench.process;
