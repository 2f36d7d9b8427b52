/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.encoding.MessageClock;
import io.crosscurrent.core.encoding.MessageSettings;
import io.crosscurrent.core.encoding.RowEncoder;
import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.core.measure.Troubles;
import io.crosscurrent.core.source.TaskDefinition;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.schema.MySqlTable;
import java.util.function.Supplier;

/**
 * What the threads of a load share.
 *
 * @param connections opens a connection to the source
 * @param troubles where threads tell what they wait for
 */
public record LoadSettings(
        TaskDefinition task, MessageClock clock, Supplier<MySqlConnection> connections, Troubles troubles) {
    RowEncoder encoder() {
        MessageSettings messages = task.messages();
        return RowEncoder.dmsJson(messages, clock);
    }

    TablePlan plan(MySqlTable table) {
        return task.mappings().plan(table.table(), task.messages());
    }
}
