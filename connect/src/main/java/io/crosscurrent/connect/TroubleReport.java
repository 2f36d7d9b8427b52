/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.measure.TaskMeasures;
import io.crosscurrent.core.registry.RegistryCodec;
import io.crosscurrent.core.registry.RegistryRecord.Trouble;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Tells the registry what the source waits for, once each time that changes. The first record of a run says how it is then,
 * because the run before may have ended in trouble. One thread.
 */
final class TroubleReport {
    private final TaskMeasures measures;
    private final String taskId;
    private final String topic;
    private Trouble told;

    /** @param topic of the registry */
    TroubleReport(TaskMeasures measures, String taskId, String topic) {
        this.measures = measures;
        this.taskId = taskId;
        this.topic = topic;
    }

    boolean due() {
        CrosscurrentException now = measures.troubles().latest();
        if (told == null) {
            return true;
        }
        return now == null
                ? told.sinceMillis() > 0
                : !now.code().equals(told.code()) || !now.getMessage().equals(told.message());
    }

    /** What has to be told; afterwards nothing is due until it changes. */
    ProducerRecord<byte[], byte[]> next() {
        CrosscurrentException now = measures.troubles().latest();
        long since = told == null || told.sinceMillis() == 0 ? System.currentTimeMillis() : told.sinceMillis();
        told = now == null
                ? Trouble.none(taskId)
                : new Trouble(taskId, now.code(), now.getMessage(), now.remedy(), since);
        return new ProducerRecord<>(topic, RegistryCodec.key(told), RegistryCodec.value(told));
    }
}
