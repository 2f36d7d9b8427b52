/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.note;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A note. Immutable.
 *
 * @param id name of its file without the ending
 * @param title may have slashes, which make folders
 * @param owner who made it, for example {@code root} or {@code user/anna}; "" for one that is shipped
 * @param shared whether everybody may see and change it
 * @param zeppelin members of its Zeppelin form that have no place here
 */
public record Note(String id, String title, String owner, boolean shared, List<Cell> cells, ObjectNode zeppelin) {
    public Note {
        cells = List.copyOf(cells);
    }

    public Optional<Cell> cell(String cellId) {
        return cells.stream().filter(cell -> cell.id().equals(cellId)).findFirst();
    }

    Note called(String newId, String newTitle, String newOwner) {
        return new Note(newId, newTitle, newOwner, shared, cells, zeppelin);
    }
}
