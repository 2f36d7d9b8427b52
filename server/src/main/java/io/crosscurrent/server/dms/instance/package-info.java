/* SPDX-License-Identifier: Apache-2.0 */
/** Replication instances and subnet groups: recorded for the clients that ask for them; tasks run on the platform itself. */
package io.crosscurrent.server.dms.instance;
