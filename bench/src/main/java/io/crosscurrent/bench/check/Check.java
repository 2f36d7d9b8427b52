/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.check;

import io.crosscurrent.bench.process.Libraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * The program behind {@code bench/check}. Exit codes: 0; 1 when ours showed an anomaly or failed; 2 for a wrong command
 * line. What other products show is for the report alone.
 */
public final class Check {
    private Check() {}

    public static void main(String[] words) throws IOException, InterruptedException, SQLException {
        if (List.of(words).contains("--help")) {
            System.out.print(CheckArguments.USAGE);
            return;
        }
        CheckArguments arguments;
        try {
            arguments = CheckArguments.parse(words);
        } catch (IllegalArgumentException e) {
            System.err.println("error: " + e.getMessage());
            System.err.print(CheckArguments.USAGE);
            System.exit(2);
            return;
        }
        System.exit(run(arguments) ? 0 : 1);
    }

    private static boolean run(CheckArguments arguments) throws IOException, InterruptedException, SQLException {
        Libraries libraries = new Libraries(Path.of(System.getProperty("bench.home", "bench")));
        CheckReport report = new CheckReport();
        Path directory = Files.createTempDirectory("crosscurrent-check-");
        CheckRun run = new CheckRun(libraries, arguments, System.err::println);
        boolean ours = true;
        for (CheckedProduct product : arguments.against()) {
            report.product(product.description(libraries));
            for (long seed : arguments.seeds()) {
                System.err.println(product.label() + ", seed " + seed);
                Path place = Files.createDirectories(directory.resolve(product.label() + "-" + seed));
                CheckOutcome outcome = run.run(product, seed, place);
                System.err.println("  " + (outcome.clean() ? "clean" : outcome.counts() + " " + outcome.failure()));
                report.add(outcome);
                ours &= product != CheckedProduct.OURS || outcome.clean();
            }
        }
        System.out.println(report.markdown());
        if (!arguments.output().isEmpty()) {
            Files.writeString(Path.of(arguments.output()), report.markdown());
        }
        return ours;
    }
}
