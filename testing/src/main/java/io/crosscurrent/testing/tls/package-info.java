/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Certificates for tests: {@link io.crosscurrent.testing.tls.TestAuthority} signs them with the keytool of the JDK. Uses nothing
 * else of ours.
 */
package io.crosscurrent.testing.tls;
