/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.contestant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.bench.RowIdentity;
import io.crosscurrent.bench.RowIdentity.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecordShapeTest {
    private static long read(RecordShape shape, String json) throws IOException {
        return shape.identity(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theSameChangeIsTheSameInEveryShape() throws IOException {
        long updated = RowIdentity.of(7, 2, Kind.UPDATED);
        assertThat(read(RecordShape.DMS, "{'data':{'id':7,'revision':2},'metadata':{'operation':'update'}}"))
                .isEqualTo(updated);
        assertThat(read(
                        RecordShape.DEBEZIUM,
                        "{'before':{'id':7,'revision':1},'after':{'id':7,'revision':2},'op':'u'}"))
                .isEqualTo(updated);
        assertThat(read(RecordShape.MAXWELL, "{'type':'update','data':{'id':7,'revision':2},'old':{'revision':1}}"))
                .isEqualTo(updated);
        assertThat(read(RecordShape.FLINK, "{'row_kind':'+U','id':7,'revision':2,'note':'{\\'id\\':8}'}"))
                .isEqualTo(updated);
    }

    @Test
    void numbersElsewhereInARecordAreNotThoseOfTheRow() throws IOException {
        assertThat(
                        read(
                                RecordShape.DEBEZIUM,
                                "{'source':{'id':1,'revision':1},'after':{'deep':{'id':3},'revision':0,'id':9},'id':5,'op':'c'}"))
                .isEqualTo(RowIdentity.of(9, 0, Kind.WRITTEN));
    }

    @Test
    void aDeleteTellsOfTheRowAsItWas() throws IOException {
        assertThat(read(RecordShape.DEBEZIUM, "{'before':{'id':7,'revision':2},'after':null,'op':'d'}"))
                .isEqualTo(RowIdentity.of(7, 2, Kind.DELETED));
    }

    @Test
    void controlRecordsTellOfNoRow() throws IOException {
        assertThat(read(RecordShape.DMS, "{'metadata':{'record-type':'control','operation':'create-table'}}"))
                .isEqualTo(RecordShape.NO_ROW);
        assertThat(read(RecordShape.MAXWELL, "{'type':'bootstrap-start'}")).isEqualTo(RecordShape.NO_ROW);
    }

    @Test
    void aRowWithoutItsNumbersIsRefused() {
        assertThatThrownBy(() -> read(RecordShape.DMS, "{'data':{'id':'7'},'metadata':{'operation':'load'}}"))
                .hasMessageContaining("without id and revision");
    }
}
