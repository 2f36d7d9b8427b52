/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.fault;

import java.util.List;

/**
 * Where a worker is killed: at the entry of the last of these methods, after the others were entered in this order. {@link
 * KillPointTest} holds that each exists.
 */
enum KillPoint {
    ROW_SENT(1, 1500, output("PreparedBatches", "add")),
    BATCH_SENT(
            1,
            40,
            output("ProducerInternals", "give"),
            new Place("org.apache.kafka.clients.producer.internals.Sender", "wakeup")),
    BEFORE_KAFKA_COMMIT(
            1,
            20,
            writer("commit"),
            new Place("org.apache.kafka.clients.producer.KafkaProducer", "commitTransaction", 0)),
    KAFKA_COMMIT_UNHEARD(
            1,
            20,
            writer("commit"),
            new Place(
                    "org.apache.kafka.clients.producer.internals.TransactionManager$EndTxnHandler", "handleResponse")),
    AFTER_KAFKA_COMMIT(1, 20, committed()),
    BETWEEN_KAFKA_TRANSACTIONS_OF_ONE_OF_THE_DATABASE(1, 3, writer("commitPart"), committed()),
    BETWEEN_RECORDS_OF_AN_EVENT(2, 200, mysql("stream.ChangeStream", "emit")),
    BEFORE_LOW_WATERMARK(1, 8, mysql("load.LoadWorker", "read")),
    AFTER_LOW_WATERMARK(1, 8, mysql("load.RangeRead", "rows")),
    BEFORE_HIGH_WATERMARK(1, 8, mysql("load.RangeRead", "rows"), mysql("load.LogEnd", "place")),
    AFTER_HIGH_WATERMARK(1, 8, mysql("load.LoadWorker", "deliver")),
    RANGE_MERGED(1, 8, mysql("stream.LoadGate", "commit")),
    RANGE_COMMITTED(1, 8, mysql("stream.LoadGate", "commit"), committed()),
    BEFORE_HANDOVER(1, 1, mysql("stream.UnitWriter", "phase", 1)),
    AFTER_HANDOVER(1, 1, mysql("stream.UnitWriter", "phase", 1), committed()),
    BEFORE_DDL_IS_STORED(1, 4, mysql("stream.SchemaChanges", "apply", 2)),
    AFTER_DDL_IS_STORED(1, 4, mysql("stream.SchemaChanges", "apply", 2), committed());

    /**
     * The entry of a method.
     *
     * @param parameters how many it has, or -1 for any
     */
    record Place(String type, String method, int parameters) {
        Place(String type, String method) {
            this(type, method, -1);
        }
    }

    private final int fewest;
    private final int most;
    private final List<Place> places;

    KillPoint(int fewest, int most, Place... places) {
        this.fewest = fewest;
        this.most = most;
        this.places = List.of(places);
    }

    List<Place> places() {
        return places;
    }

    /** How often its first place is entered before it counts, by a seed. */
    int hit(long seed) {
        return fewest + new java.util.Random(seed * 31 + ordinal()).nextInt(most - fewest + 1);
    }

    /** Whether it lies in the load, and not in the stream. */
    boolean inLoad() {
        return switch (this) {
            case BEFORE_LOW_WATERMARK,
                    AFTER_LOW_WATERMARK,
                    BEFORE_HIGH_WATERMARK,
                    AFTER_HIGH_WATERMARK,
                    RANGE_MERGED,
                    RANGE_COMMITTED,
                    BEFORE_HANDOVER,
                    AFTER_HANDOVER -> true;
            case ROW_SENT,
                    BATCH_SENT,
                    BEFORE_KAFKA_COMMIT,
                    KAFKA_COMMIT_UNHEARD,
                    AFTER_KAFKA_COMMIT,
                    BETWEEN_KAFKA_TRANSACTIONS_OF_ONE_OF_THE_DATABASE,
                    BETWEEN_RECORDS_OF_AN_EVENT,
                    BEFORE_DDL_IS_STORED,
                    AFTER_DDL_IS_STORED -> false;
        };
    }

    private static Place committed() {
        return writer("committed");
    }

    private static Place writer(String method) {
        return new Place("io.crosscurrent.connect.TransactionWriter", method);
    }

    private static Place output(String type, String method) {
        return new Place("io.crosscurrent.connect.output." + type, method);
    }

    private static Place mysql(String type, String method) {
        return mysql(type, method, -1);
    }

    private static Place mysql(String type, String method, int parameters) {
        return new Place("io.crosscurrent.mysql." + type, method, parameters);
    }
}
