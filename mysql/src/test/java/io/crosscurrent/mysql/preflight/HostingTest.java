/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.source.SourceSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HostingTest {
    private static Hosting of(String engine, String host, String version, Map<String, String> variables) {
        SourceSettings settings = new SourceSettings(engine, host, 3306, "u", "p", "none", "", Map.of());
        return Hosting.of(settings, version, variables);
    }

    @ParameterizedTest
    @CsvSource({
        "mysql, 10.0.0.8, 8.0.33, basedir, /usr/, OWN",
        "gcp-mysql, 10.0.0.8, 8.0.31, basedir, /usr/, CLOUD_SQL",
        "mysql, 10.0.0.8, 8.0.31-google, basedir, /usr/, CLOUD_SQL",
        "mysql, 10.0.0.8, 8.0.31, version_comment, (Google), CLOUD_SQL",
        "mysql, db.mysql.database.azure.com, 8.0.36, basedir, /usr/, AZURE",
        "mysql, 10.0.0.8, 8.0.36-azure, basedir, /usr/, AZURE",
        "aurora, 10.0.0.8, 8.0.28, basedir, /usr/, AURORA",
        "mysql, 10.0.0.8, 8.0.28, aurora_version, 3.04.0, AURORA",
        "mysql, db.cluster-abc.eu-west-1.rds.amazonaws.com, 8.0.28, basedir, /usr/, AURORA",
        "mysql, db.abc.eu-west-1.rds.amazonaws.com, 8.0.33, basedir, /usr/, RDS",
        "mysql, 10.0.0.8, 8.0.33, basedir, /rdsdbbin/mysql-8.0.33/, RDS"
    })
    void isRecognisedByEngineHostVersionOrVariable(
            String engine, String host, String version, String variable, String value, Hosting expected) {
        assertThat(of(engine, host, version, Map.of(variable, value))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(Hosting.class)
    void everyRemedyNamesTheVariableAndTheToolOfTheHosting(Hosting hosting) {
        String tool =
                switch (hosting) {
                    case OWN -> "SET PERSIST";
                    case RDS, AURORA -> "aws rds";
                    case CLOUD_SQL -> "gcloud sql";
                    case AZURE -> "az mysql";
                };
        assertThat(hosting.set("binlog_row_image", "FULL")).contains(tool, "binlog_row_image", "FULL");
        assertThat(hosting.setAtStart("log_replica_updates", "ON")).contains("log_replica_updates", "ON");
        assertThat(hosting.enableBinlog()).isNotBlank();
        assertThat(hosting.keepBinlogs(168)).containsAnyOf("168", "604800", "=7");
    }

    @Test
    void anEmptyValueIsWrittenAsItsToolReadsIt() {
        assertThat(Hosting.OWN.set("binlog_row_value_options", "''")).endsWith("= '';");
        assertThat(Hosting.AZURE.set("binlog_row_value_options", "''")).endsWith("--value \"\"");
    }
}
