/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * A record that is equal to itself alone. Connect keeps every record of a transaction in hash maps, and the hash that
 * {@link SourceRecord} computes over schemas, partition and offset costs more than encoding the record did.
 */
final class UnitRecord extends SourceRecord {
    UnitRecord(Map<String, String> partition, Map<String, Object> offset, String topic, byte[] key, byte[] value) {
        super(partition, offset, topic, null, Schema.OPTIONAL_BYTES_SCHEMA, key, Schema.OPTIONAL_BYTES_SCHEMA, value);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
