/* SPDX-License-Identifier: Apache-2.0 */
/** Endpoints: their settings and secrets, how to reach what they name, connection tests, schemas, certificates. */
package io.crosscurrent.server.dms.endpoint;
