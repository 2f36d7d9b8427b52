/* SPDX-License-Identifier: Apache-2.0 */
/** Failures with a stable code, a message with values, and a remedy. Used by every module. */
package io.crosscurrent.core.failure;
