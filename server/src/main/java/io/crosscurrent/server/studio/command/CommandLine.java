/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.command;

import java.util.List;

/**
 * One line of a cell.
 *
 * @param variable what its output, or the value, is kept under; "" when it is shown
 * @param runs false for {@code NAME=value}, whose only word is the value
 */
record CommandLine(Place place, String variable, boolean runs, List<Word> words) {}
