/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A network that fails on purpose: {@link io.crosscurrent.testing.link.FaultyLink} stands between a client and a server on
 * this machine and delays, stalls, throttles or cuts what they say. Needs no privileges. Uses nothing else of ours.
 */
package io.crosscurrent.testing.link;
