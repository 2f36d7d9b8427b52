/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the control plane remembers: resources as rows with a JSON document, sealed values, tags, events. JDBC on H2, or
 * on PostgreSQL by address. Knows no service. Start reading at {@link io.crosscurrent.server.store.Store}.
 */
package io.crosscurrent.server.store;
