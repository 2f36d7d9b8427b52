/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What is known before a task starts: whether the server can be reached and read, and whether its log has what a change
 * stream needs. Start with {@link io.crosscurrent.mysql.preflight.MySqlPreflight}; each check is one small class that turns
 * {@link io.crosscurrent.mysql.preflight.ServerFacts} into findings, with the statement that mends what is wrong.
 */
package io.crosscurrent.mysql.preflight;
