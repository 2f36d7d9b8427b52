/* SPDX-License-Identifier: Apache-2.0 */

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;

/** Runs the statements of a file in a Flink of this process, and waits for the last one. Arguments: file, parallelism. */
public final class CaptureJob {
    private CaptureJob() {}

    public static void main(String[] arguments) throws Exception {
        Configuration configuration = Configuration.fromMap(Map.of(
                "parallelism.default", arguments[1],
                "execution.checkpointing.interval", "1 s",
                "execution.checkpointing.mode", "EXACTLY_ONCE",
                // A job that failed shall not begin anew unseen.
                "restart-strategy.type", "none",
                "table.local-time-zone", "UTC"));
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.newInstance()
                .inStreamingMode()
                .withConfiguration(configuration)
                .build());
        TableResult last = null;
        for (String statement : Files.readString(Path.of(arguments[0])).split(";\n")) {
            last = tables.executeSql(statement);
        }
        last.await();
    }
}
