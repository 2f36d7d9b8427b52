/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import io.crosscurrent.core.source.ChangeSink;
import io.crosscurrent.core.source.Source;
import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.core.source.StateReader;
import io.crosscurrent.core.source.TaskDefinition;
import io.crosscurrent.mysql.stream.MySqlRun;
import java.util.function.Supplier;

/** A MySQL server read for one task. */
final class MySqlSource implements Source {
    private final MySqlRun run;

    MySqlSource(SourceSettings settings, TaskDefinition task, Supplier<SourceSettings> current) {
        run = new MySqlRun(settings, task, current);
    }

    @Override
    public void run(StateReader state, ChangeSink sink) throws InterruptedException {
        run.run(state, sink);
    }

    @Override
    public void close() {
        run.close();
    }
}
