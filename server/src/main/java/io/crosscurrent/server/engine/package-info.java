/* SPDX-License-Identifier: Apache-2.0 */
/** The engines as the control plane is given them: perhaps still starting, perhaps failed. */
package io.crosscurrent.server.engine;
