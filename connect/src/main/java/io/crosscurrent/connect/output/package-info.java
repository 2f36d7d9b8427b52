/* SPDX-License-Identifier: Apache-2.0 */
/**
 * How records reach Kafka inside the open transaction: in batches put together here, or one by one through the public
 * method of Kafka's producer.
 */
package io.crosscurrent.connect.output;
