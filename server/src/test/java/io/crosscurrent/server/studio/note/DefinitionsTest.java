/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.note;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.server.studio.note.Definitions.Table;
import io.crosscurrent.server.studio.note.Definitions.TableColumn;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionsTest {
    private static TableColumn column(String name, String type) {
        return new TableColumn(name, type, false);
    }

    @Test
    void theColumnsOfATableAreReadFromItsText() {
        String text =
                """
                DROP TABLE IF EXISTS a;
                CREATE TEMPORARY TABLE IF NOT EXISTS `db`.`orders` (
                  id BIGINT NOT NULL, -- the key, of course
                  `the name` VARCHAR(10) COMMENT 'first, last)',
                  price DECIMAL(10, 2) /* , in euros */,
                  place ROW<lat DOUBLE, lon DOUBLE>,
                  at AS PROCTIME(),
                  ts TIMESTAMP(3) METADATA FROM 'timestamp' VIRTUAL,
                  WATERMARK FOR ts AS ts - INTERVAL '1' SECOND,
                  PRIMARY KEY (id) NOT ENFORCED
                ) WITH ('connector' = 'kafka');
                CREATE VIEW v AS SELECT 1;
                CREATE TABLE open (a INT, b
                """;
        assertThat(Definitions.of(text))
                .containsExactly(
                        new Table(
                                "db.orders",
                                List.of(
                                        column("id", "BIGINT"),
                                        column("the name", "VARCHAR(10)"),
                                        column("price", "DECIMAL(10, 2)"),
                                        column("place", "ROW<lat DOUBLE, lon DOUBLE>"),
                                        column("at", ""),
                                        column("ts", "TIMESTAMP(3)"))),
                        new Table("open", List.of(column("a", "INT"), column("b", ""))));
    }
}
