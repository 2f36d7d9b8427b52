/* SPDX-License-Identifier: Apache-2.0 */
/** Crosscurrent Studio, the notebook: how its parts are put together. */
package io.crosscurrent.server.studio;
