/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.command;

/** A place in a cell. @param line from 1 @param column from 1 */
record Place(int line, int column) {}
