/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.link;

/** Which way bytes go over a link. */
public enum Direction {
    TO_SERVER,
    FROM_SERVER
}
