/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.history;

import io.crosscurrent.testing.shape.TableShape;
import java.util.List;
import java.util.Map;

/**
 * A table as the source prints it when nothing changes any more.
 *
 * @param name {@code schema.table}
 * @param shapes all it ever had, the current one last
 * @param rows key to text by column, {@code version} included; NULLs left out
 */
public record SourceTable(String name, List<TableShape> shapes, Map<String, Map<String, String>> rows) {
    public SourceTable {
        shapes = List.copyOf(shapes);
    }

    TableShape shape() {
        return shapes.get(shapes.size() - 1);
    }
}
