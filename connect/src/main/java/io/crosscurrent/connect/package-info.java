/* SPDX-License-Identifier: Apache-2.0 */
/** Crosscurrent connect. */
package io.crosscurrent.connect;
