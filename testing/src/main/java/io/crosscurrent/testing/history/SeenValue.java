/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.history;

/**
 * A value as a message has it.
 *
 * @param text the string's content, the number's digits as they stand there, {@code true} or {@code false}
 * @param quoted whether it is a string
 */
public record SeenValue(String text, boolean quoted) {}
