/* SPDX-License-Identifier: Apache-2.0 */
/** Crosscurrent app. */
package io.crosscurrent.app;
