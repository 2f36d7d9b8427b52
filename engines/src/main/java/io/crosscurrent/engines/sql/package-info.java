/* SPDX-License-Identifier: Apache-2.0 */
/** The sql engine: its interface, the embedded one, and the remote one. */
package io.crosscurrent.engines.sql;
