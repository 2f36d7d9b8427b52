/* SPDX-License-Identifier: Apache-2.0 */
/** Hand-written engines and a source for tests of the control plane. */
package io.crosscurrent.server.fake;
