import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Counts each word of one topic, and writes {@code word count} into another. */
public class WordCount {
    public static void main(String[] args) throws Exception {
        Properties words = KinesisAnalyticsRuntime.getApplicationProperties().get("words");
        Properties kafka = KinesisAnalyticsRuntime.getApplicationProperties().get("kafka");
        if (words.getProperty("from") == null) {
            throw new IllegalArgumentException("the property group words has no topic under from");
        }
        kafka.setProperty("transaction.timeout.ms", "600000");
        StreamExecutionEnvironment flink = StreamExecutionEnvironment.getExecutionEnvironment();
        flink.fromSource(
                        KafkaSource.<String>builder()
                                .setProperties(kafka)
                                .setBootstrapServers(kafka.getProperty("bootstrap.servers"))
                                .setTopics(words.getProperty("from"))
                                .setStartingOffsets(OffsetsInitializer.earliest())
                                .setValueOnlyDeserializer(new SimpleStringSchema())
                                .build(),
                        WatermarkStrategy.noWatermarks(),
                        "words")
                .uid("words")
                .keyBy(word -> word)
                .map(new Count())
                .uid("count")
                .sinkTo(KafkaSink.<String>builder()
                        .setKafkaProducerConfig(kafka)
                        .setBootstrapServers(kafka.getProperty("bootstrap.servers"))
                        .setRecordSerializer(KafkaRecordSerializationSchema.builder()
                                .setTopic(words.getProperty("to"))
                                .setValueSerializationSchema(new SimpleStringSchema())
                                .build())
                        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                        .setTransactionalIdPrefix("word-count")
                        .build())
                .uid("counts");
        flink.execute("word count");
    }

    public static class Count extends RichMapFunction<String, String> {
        private transient ValueState<Long> count;

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Long.class));
        }

        @Override
        public String map(String word) throws Exception {
            long next = count.value() == null ? 1 : count.value() + 1;
            count.update(next);
            return word + " " + next;
        }
    }
}
