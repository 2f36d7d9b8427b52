/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where the stream stood at the end of a unit. Every unit has one and few are stored, so it is kept as it comes, and made
 * into a map, which {@link StreamPosition#of} reads, when it is stored. Immutable.
 *
 * @param offset in the file, bytes
 * @param gtids text of the set, or null without GTIDs
 * @param sourceMillis commit time of the last transaction
 * @param clockMicros time of the last message
 * @param born when the file {@code bornFile} was begun, seconds since the epoch
 * @param undecided distributed transactions, "" for none
 * @param resume place inside a transaction, or null between two
 * @param counts totals that no registry record has told yet
 */
record StreamState(
        String server,
        String file,
        long offset,
        Supplier<String> gtids,
        long transactionId,
        long sourceMillis,
        long clockMicros,
        long previousId,
        long previousRecordId,
        String bornFile,
        long born,
        String undecided,
        Resume resume,
        String phase,
        TableTotals counts)
        implements Supplier<Map<String, Object>> {
    @Override
    public Map<String, Object> get() {
        Map<String, Object> values = new HashMap<>(32);
        values.put("server", server);
        values.put("file", file);
        values.put("offset", offset);
        if (gtids != null) {
            values.put("gtidSet", gtids.get());
        }
        values.put("transactionId", transactionId);
        values.put("sourceMillis", sourceMillis);
        values.put("clock", clockMicros);
        values.put("previousId", previousId);
        values.put("previousRecordId", previousRecordId);
        values.put("bornFile", bornFile);
        values.put("born", born);
        if (!undecided.isEmpty()) {
            values.put("prepared", undecided);
        }
        if (resume != null) {
            values.put("resumeGtid", resume.gtid());
            values.put("resumeEvent", resume.event());
            values.put("resumeRow", resume.row());
            values.put("resumeRecordId", resume.recordId());
        }
        values.put("phase", phase);
        String totals = counts.text();
        if (!totals.isEmpty()) {
            values.put("counts", totals);
        }
        return values;
    }
}
