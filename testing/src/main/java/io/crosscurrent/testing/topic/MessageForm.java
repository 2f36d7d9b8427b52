/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.topic;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.testing.history.SeenRow;
import io.crosscurrent.testing.history.SeenTable;
import io.crosscurrent.testing.history.ValueForm;
import java.util.Optional;

/** How a product writes the change of a row as JSON. Stateless. */
public interface MessageForm extends ValueForm {
    /** Whether what happens to tables as a whole is told in the same topics. */
    boolean tellsOfTables();

    /** What a message tells of a table as a whole; empty for a message about something else, and where columns changed. */
    Optional<SeenTable> table(JsonNode message, SeenRow.Place place);

    /** The change of a row a message tells of; empty for a message about something else. */
    Optional<SeenRow> row(JsonNode message, SeenRow.Place place);
}
