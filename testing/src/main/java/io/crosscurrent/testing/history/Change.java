/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.history;

import io.crosscurrent.testing.shape.TableShape;

/**
 * One change of one row, as a writer made it.
 *
 * @param ordinal its place among the changes of its transaction
 * @param shape columns of the table at that time
 */
public record Change(RowId row, RowEvent event, long transaction, int ordinal, TableShape shape) {}
