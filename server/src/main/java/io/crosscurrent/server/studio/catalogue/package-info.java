/* SPDX-License-Identifier: Apache-2.0 */
/** The tables one can query, as tasks told of them. */
package io.crosscurrent.server.studio.catalogue;
