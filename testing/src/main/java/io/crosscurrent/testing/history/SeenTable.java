/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.history;

import io.crosscurrent.testing.history.SeenRow.Place;

/** A record that tells of a table as a whole, as a reader found it. @param table {@code schema.table} */
public record SeenTable(Place place, String table, TableEvent.Kind kind) {}
