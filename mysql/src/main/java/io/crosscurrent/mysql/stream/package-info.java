/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The running change stream: from events to units of records with the state to resume from. Start with
 * {@link io.crosscurrent.mysql.stream.ChangeStream}, which the log's reader calls;
 * {@link io.crosscurrent.mysql.stream.UnitWriter} ends units; {@link io.crosscurrent.mysql.stream.Moments} lets the load in between
 * two transactions.
 */
package io.crosscurrent.mysql.stream;
