/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.testing.history.Anomaly;
import io.crosscurrent.testing.history.Anomaly.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckReportTest {
    @Test
    void countsEachKindOfAnomalyThatAnyProductShowed() {
        CheckReport report = new CheckReport();
        report.product("One 1");
        report.product("Two 2");
        report.add(new CheckOutcome("one", 7, 4, 1000, 5000, 5100, "", List.of()));
        report.add(new CheckOutcome(
                "two",
                7,
                4,
                1000,
                5000,
                5200,
                "gave | up",
                List.of(
                        new Anomaly(Kind.DUPLICATE, "t[1]", "twice"),
                        new Anomaly(Kind.DUPLICATE, "t[2]", "twice"),
                        new Anomaly(Kind.LOST_ROW, "t[3]", "never"))));

        assertThat(report.markdown())
                .contains("Checked: One 1; Two 2.")
                .contains("| one | 7 | 4 | 1,000 | 5,000 | 5,100 | 0 | 0 | runs |")
                .contains("| two | 7 | 4 | 1,000 | 5,000 | 5,200 | 1 | 2 | failed: gave   up |")
                .contains("- two, seed 7: `DUPLICATE t[1]: twice`")
                .doesNotContain("t[2]");
    }

    @Test
    void takesTheCommandLineAndNamesWhatIsWrongWithIt() {
        CheckArguments arguments =
                CheckArguments.parse("--against", "debezium-eos,ours", "--seeds", "4,5", "--ddl", "stream");

        assertThat(arguments.against()).containsExactly(CheckedProduct.DEBEZIUM_EOS, CheckedProduct.OURS);
        assertThat(arguments.seeds()).containsExactly(4L, 5L);
        assertThat(arguments.schemaChanges()).isEqualTo(CheckArguments.SchemaChanges.STREAM);
        assertThatThrownBy(() -> CheckArguments.parse("--against", "maxwell")).hasMessageContaining("not maxwell");
        assertThatThrownBy(() -> CheckArguments.parse("--kills")).hasMessageContaining("needs a value");
        assertThatThrownBy(() -> CheckArguments.parse("--ddl", "maybe")).hasMessageContaining("not maybe");
        assertThatThrownBy(() -> CheckArguments.parse("--rows", "1")).hasMessageContaining("from 10");
    }
}
