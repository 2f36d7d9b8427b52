/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The Database Migration Service: what its resources have in common, and the API, which hands each call to the feature it
 * belongs to. Start reading at {@link io.crosscurrent.server.dms.DmsService}.
 */
package io.crosscurrent.server.dms;
