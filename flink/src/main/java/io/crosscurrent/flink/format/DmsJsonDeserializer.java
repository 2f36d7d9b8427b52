/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.format;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads messages in a running job: one copy per source reader, each used by one thread. */
final class DmsJsonDeserializer implements DeserializationSchema<RowData> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(DmsJsonDeserializer.class);
    private final MessageLayout layout;
    private final boolean ignoreParseErrors;
    private final TypeInformation<RowData> produced;
    private transient MessageReader reader;
    private transient Counter skipped;

    DmsJsonDeserializer(MessageLayout layout, boolean ignoreParseErrors, TypeInformation<RowData> produced) {
        this.layout = layout;
        this.ignoreParseErrors = ignoreParseErrors;
        this.produced = produced;
    }

    @Override
    public void open(InitializationContext context) {
        reader = new MessageReader(layout);
        skipped = context.getMetricGroup().counter("dmsJsonSkippedMessages");
    }

    @Override
    public void deserialize(byte[] message, Collector<RowData> out) throws IOException {
        if (message == null) {
            return;
        }
        try {
            reader.read(message, out);
        } catch (CrosscurrentException e) {
            if (!ignoreParseErrors) {
                throw new IOException(e.oneLine(), e);
            }
            if (skipped.getCount() == 0) {
                LOG.warn("Skipping messages that cannot be read; the first: {}", e.getMessage());
            }
            skipped.inc();
        }
    }

    @Override
    public RowData deserialize(byte[] message) {
        throw new UnsupportedOperationException("a message is none, one or two rows: use deserialize with a collector");
    }

    @Override
    public boolean isEndOfStream(RowData next) {
        return false;
    }

    @Override
    public TypeInformation<RowData> getProducedType() {
        return produced;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DmsJsonDeserializer that
                && layout.equals(that.layout)
                && ignoreParseErrors == that.ignoreParseErrors
                && produced.equals(that.produced);
    }

    @Override
    public int hashCode() {
        return Objects.hash(layout, ignoreParseErrors, produced);
    }
}
