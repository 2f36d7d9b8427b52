/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.schema.SchemaHistory.Effect;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaHistoryTest {
    private static TableId d(String name) {
        return new TableId("d", name);
    }

    private final SchemaHistory history = new SchemaHistory(false, Dialect.MYSQL);

    private List<Effect> apply(String sql) {
        return history.apply(sql, "d", 0);
    }

    @Test
    void onlineSchemaChangeEndsWithTheNewColumnsUnderTheOldName() {
        apply("CREATE TABLE orders (id int primary key, v varchar(10)) CHARSET utf8mb4");
        apply("CREATE TABLE _orders_gho LIKE orders");
        apply("ALTER TABLE _orders_gho ADD COLUMN w int");

        List<Effect> effects = apply("RENAME TABLE orders TO _orders_del, _orders_gho TO orders");

        assertThat(effects).extracting(Effect::table).containsExactly(d("_orders_del"), d("orders"));
        assertThat(history.table(d("orders")).columns())
                .extracting(MySqlColumn::name)
                .containsExactly("id", "v", "w");
        assertThat(history.table(d("_orders_gho"))).isNull();
    }

    @Test
    void whatIsNotKnownIsLostNotGuessed() {
        assertThat(apply("ALTER TABLE unknown ADD a int")).singleElement().isInstanceOf(Effect.Lost.class);
        assertThat(apply("CREATE TABLE x LIKE unknown")).singleElement().isInstanceOf(Effect.Lost.class);
        assertThat(apply("RENAME TABLE unknown TO y"))
                .singleElement()
                .isEqualTo(new Effect.Renamed(d("unknown"), d("y"), null));
        apply("CREATE TABLE t (a int)");
        assertThat(apply("ALTER TABLE t DROP nothing"))
                .singleElement()
                .isEqualTo(new Effect.Lost(d("t"), "there was no column nothing"));
        assertThat(history.table(d("t"))).isNull();
        assertThat(apply("CREATE TABLE u AS SELECT 1"))
                .singleElement()
                .isEqualTo(new Effect.Lost(null, "CREATE TABLE from a query"));
    }

    @Test
    void changesWithoutEffectOnColumnsTellNothing() {
        apply("CREATE TABLE t (a int)");

        assertThat(apply("ALTER TABLE t ADD INDEX (a), COMMENT 'x'")).isEmpty();
        assertThat(apply("CREATE INDEX i ON t (a)")).isEmpty();
        assertThat(apply("CREATE TABLE IF NOT EXISTS t (b int)")).isEmpty();
    }

    @Test
    void namesInLowerCaseAreOneName() {
        SchemaHistory lower = new SchemaHistory(true, Dialect.MYSQL);
        lower.apply("CREATE TABLE Orders (A int)", "D", 0);
        lower.apply("ALTER TABLE ORDERS ADD b int", "d", 0);

        assertThat(lower.table(d("orders")).columns())
                .extracting(MySqlColumn::name)
                .containsExactly("A", "b");
    }

    @Test
    void namesMayDifferInCaseOnly() {
        apply("CREATE TABLE t (Abc int)");
        apply("RENAME TABLE t TO T");
        apply("ALTER TABLE T CHANGE abc ABC bigint");

        assertThat(history.table(d("t"))).isNull();
        assertThat(history.table(d("T")).columns()).singleElement().satisfies(column -> {
            assertThat(column.name()).isEqualTo("ABC");
            assertThat(column.type()).isEqualTo(MySqlType.BIGINT);
        });
    }

    @Test
    void theCharacterSetOfAnUnknownDatabaseIsLeftOpen() {
        apply("CREATE TABLE t (a varchar(10), b text, c enum('x'))");
        assertThat(history.table(d("t")).columns())
                .extracting(MySqlColumn::charset)
                .containsOnly("");

        history.putDatabase("d", "latin1_swedish_ci");
        apply("CREATE TABLE u (a varchar(10))");
        assertThat(history.table(d("u")).columns().get(0).charset()).isEqualTo("latin1");
        assertThat(history.table(d("u")).table().collation()).isEqualTo("latin1_swedish_ci");
    }

    @Test
    void stateComesBackAsItWas() {
        apply(
                "CREATE TABLE `t ü` (a bigint unsigned, b decimal(65,30) not null, c set('x','y,z','\"'), d datetime(3), primary key (b, a)) CHARSET utf8mb4");
        MySqlTable table = history.table(d("t ü"));

        assertThat(MySqlTableCodec.read(MySqlTableCodec.write(table))).isEqualTo(table);
    }
}
