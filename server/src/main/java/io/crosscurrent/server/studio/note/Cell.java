/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.note;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A cell of a note.
 *
 * @param kind sql, markdown, aws or foreign: what we keep and show and do not run
 * @param magic the line that says how it runs, or ""
 * @param text what is run, without the magic
 * @param title "" for none
 * @param view how its result is shown; empty for a table
 * @param parameters chosen values of its forms
 * @param zeppelin members of its Zeppelin form that have no place here
 */
public record Cell(
        String id,
        String kind,
        String magic,
        String text,
        String title,
        ObjectNode view,
        Map<String, String> parameters,
        ObjectNode zeppelin) {
    public Cell {
        parameters = Map.copyOf(parameters);
    }

    /** Whether it is run, rather than shown only. */
    public boolean runs() {
        return kind.equals("sql") || kind.equals("aws");
    }

    /** Whether it is run with the rest of its note; Zeppelin's {@code config.enabled}. Cells that clean up are not. */
    public boolean enabled() {
        return zeppelin.path("config").path("enabled").asBoolean(true);
    }
}
