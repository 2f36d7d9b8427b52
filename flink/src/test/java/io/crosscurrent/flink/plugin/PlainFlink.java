/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.plugin;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;

/** Runs the statements of a file, one per line, in a Flink that knows nothing of us; prints the rows of each. */
final class PlainFlink {
    private PlainFlink() {}

    public static void main(String[] arguments) throws Exception {
        TableEnvironment environment = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
        for (String statement : Files.readAllLines(Path.of(arguments[0]))) {
            TableResult result = environment.executeSql(statement);
            result.collect().forEachRemaining(row -> System.out.println("row " + row));
        }
        // The client's threads of a local cluster are no daemons.
        System.exit(0);
    }
}
