package dev.millrace.broker.embedded;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

import static org.assertj.core.api.Assertions.assertThat;

/** A consumer that commits ever higher offsets: the last one acknowledged is there, or one that came after it. */
final class OffsetLoad extends CrashLoad {
    private static final String GROUP = "committers";
    private static final TopicPartition PARTITION = new TopicPartition(IdempotentLoad.TOPIC, 0);

    private final KafkaConsumer<Integer, Integer> consumer;
    private long tried;
    private long acknowledged;

    OffsetLoad(int port, Semaphore progress) {
        super(port, progress);
        consumer = consumer(GROUP);
        consumer.assign(Set.of(PARTITION));
    }

    @Override
    void step() {
        tried++;
        try {
            consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(tried)));
            acknowledged = tried;
        } catch (KafkaException inDoubt) {
            assertThat(inDoubt).isInstanceOf(TimeoutException.class);
        }
    }

    @Override
    void check() {
        try (var reader = consumer(GROUP)) {
            OffsetAndMetadata found = reader.committed(Set.of(PARTITION)).get(PARTITION);
            assertThat(found == null ? 0 : found.offset()).isBetween(acknowledged, tried);
        }
    }

    @Override
    void closeClient() {
        consumer.close();
    }
}
