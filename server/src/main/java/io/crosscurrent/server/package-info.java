/* SPDX-License-Identifier: Apache-2.0 */
/** Crosscurrent server. */
package io.crosscurrent.server;
