/* SPDX-License-Identifier: Apache-2.0 */
/** The control plane in a process of its own, killed between any two of its steps. */
package io.crosscurrent.app.kill;
