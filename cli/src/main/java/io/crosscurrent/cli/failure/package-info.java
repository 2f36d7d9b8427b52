/* SPDX-License-Identifier: Apache-2.0 */
/** Failures as people read them, and the exit code of each. */
package io.crosscurrent.cli.failure;
