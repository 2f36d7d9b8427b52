/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The program: {@link io.crosscurrent.app.Main} adds {@code up} and {@code demo} to the commands of the client. The only
 * module that chooses implementations; see {@link io.crosscurrent.app.platform} for the wiring.
 */
package io.crosscurrent.app;
