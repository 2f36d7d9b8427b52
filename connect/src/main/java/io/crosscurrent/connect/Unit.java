/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Records that stay together.
 *
 * @param bytes of keys and values
 * @param whole false when it is a part of a large unit that goes on in the next one
 * @param resumable whether a restart could go on behind it: always when whole
 */
record Unit(List<SourceRecord> records, long bytes, boolean whole, boolean resumable) {}
