/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.micro;

import io.crosscurrent.core.encoding.MessageClock;
import io.crosscurrent.core.encoding.MessageSettings;
import io.crosscurrent.core.encoding.RecordTarget;
import io.crosscurrent.core.encoding.RowEncoder;
import io.crosscurrent.core.encoding.RowEncoder.Image;
import io.crosscurrent.core.encoding.RowEncoder.Outcome;
import io.crosscurrent.core.encoding.Transaction;
import io.crosscurrent.core.mapping.TableMappings;
import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.core.table.Table;
import io.crosscurrent.mysql.binlog.RowDecoder;
import io.crosscurrent.mysql.binlog.RowsEvent;
import io.crosscurrent.mysql.binlog.TableMap;
import java.util.Map;

/** Turns the rows of a log into DMS JSON, as the source does. */
final class EncodedRows extends RowsHandler {
    private static final String ALL =
            """
            {"rules":[{"rule-type":"selection","rule-id":"1","rule-name":"1","rule-action":"include",
            "object-locator":{"schema-name":"%","table-name":"%"}}]}""";
    private static final MessageSettings SETTINGS =
            MessageSettings.fromKafkaSettings(Map.of("MessageFormat", "json-unformatted"), Map.of());

    private final RowEncoder encoder = RowEncoder.dmsJson(SETTINGS, new MessageClock(0));
    private final Transaction transaction = new Transaction();
    private final RecordTarget target;
    private TablePlan plan;

    EncodedRows(RecordTarget target) {
        this.target = target;
        transaction.id = 12_884_902_120L;
        transaction.commitMicros = 1_795_335_610_000_000L;
    }

    static TablePlan plan(Table table) {
        return plan(TableMappings.parse(ALL), table);
    }

    static TablePlan plan(TableMappings mappings, Table table) {
        return mappings.plan(table, SETTINGS);
    }

    static RowEncoder encoder() {
        return RowEncoder.dmsJson(SETTINGS, new MessageClock(0));
    }

    @Override
    public RowDecoder table(TableMap map) {
        RowDecoder decoder = super.table(map);
        if (decoder != null && plan == null) {
            plan = plan(decoder.table().table());
        }
        return decoder;
    }

    @Override
    public void begin() {
        transaction.recordId = 1;
    }

    @Override
    public void rows(RowsEvent rows) {
        while (rows.next()) {
            encoder.begin(plan, rows.operation(), transaction);
            if (rows.hasBefore()) {
                encoder.image(Image.BEFORE);
                rows.before(encoder);
            }
            if (rows.hasAfter()) {
                encoder.image(Image.AFTER);
                rows.after(encoder);
            }
            Outcome outcome = encoder.end(target);
            if (outcome != Outcome.WRITTEN) {
                throw new IllegalStateException("a row was " + outcome);
            }
        }
    }
}
