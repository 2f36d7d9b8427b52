/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.contestant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.bench.RowIdentity;
import io.crosscurrent.bench.RowIdentity.Kind;
import org.junit.jupiter.api.Test;

class RecordShapeTest {
    private static long read(RecordShape shape, String json) throws JsonProcessingException {
        return shape.identity(new ObjectMapper().readTree(json.replace('\'', '"')));
    }

    @Test
    void theSameChangeIsTheSameInEveryShape() throws JsonProcessingException {
        long updated = RowIdentity.of(7, 2, Kind.UPDATED);
        assertThat(read(RecordShape.DMS, "{'data':{'id':7,'revision':2},'metadata':{'operation':'update'}}"))
                .isEqualTo(updated);
        assertThat(read(
                        RecordShape.DEBEZIUM,
                        "{'before':{'id':7,'revision':1},'after':{'id':7,'revision':2},'op':'u'}"))
                .isEqualTo(updated);
        assertThat(read(RecordShape.MAXWELL, "{'type':'update','data':{'id':7,'revision':2},'old':{'revision':1}}"))
                .isEqualTo(updated);
    }

    @Test
    void aDeleteTellsOfTheRowAsItWas() throws JsonProcessingException {
        assertThat(read(RecordShape.DEBEZIUM, "{'before':{'id':7,'revision':2},'after':null,'op':'d'}"))
                .isEqualTo(RowIdentity.of(7, 2, Kind.DELETED));
    }

    @Test
    void controlRecordsTellOfNoRow() throws JsonProcessingException {
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
