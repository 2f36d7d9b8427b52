/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Real servers for tests and the demo: {@link io.crosscurrent.testing.MySqlServer} starts a MySQL of its own on
 * loopback, in a directory of its own. Uses no other module.
 */
package io.crosscurrent.testing;
