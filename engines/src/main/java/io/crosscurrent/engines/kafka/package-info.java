/* SPDX-License-Identifier: Apache-2.0 */
/** The kafka engine: its interface, the embedded one, and the remote one. */
package io.crosscurrent.engines.kafka;
