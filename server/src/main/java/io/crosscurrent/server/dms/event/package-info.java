/* SPDX-License-Identifier: Apache-2.0 */
/** Subscriptions to events of replication instances and tasks. */
package io.crosscurrent.server.dms.event;
