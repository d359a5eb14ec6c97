package dev.millrace.broker.embedded;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** Values and tombstones of a few keys in a compacted topic: the last of each key is there, whatever was compacted. */
final class LatestLoad extends CrashLoad {
    static final String TOPIC = "latest";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final int KEYS = 25;
    private static final int PER_STEP = 50;

    private final KafkaProducer<Integer, Integer> producer;
    private final Random random;
    private final Map<Integer, Integer> latest = new HashMap<>();
    private int number;

    LatestLoad(int port, Semaphore progress, long seed) {
        super(port, progress);
        random = new Random(seed);
        producer = producer(Map.of("acks", "all"));
    }

    @Override
    void step() {
        Future<?> last = null;
        for (int i = 0; i < PER_STEP; i++) {
            int key = random.nextInt(KEYS);
            Integer value = random.nextInt(10) == 0 ? null : ++number;
            last = producer.send(new ProducerRecord<>(TOPIC, 0, key, value));
            remember(key, value);
        }
        try {
            last.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private void remember(int key, @Nullable Integer value) {
        if (value == null) {
            latest.remove(key);
        } else {
            latest.put(key, value);
        }
    }

    @Override
    void check() {
        Map<Integer, Integer> found = new HashMap<>();
        read(PARTITION).forEach(record -> {
            if (record.value() == null) {
                found.remove(record.key());
            } else {
                found.put(record.key(), record.value());
            }
        });
        assertThat(found).isEqualTo(latest);
    }

    @Override
    void closeClient() {
        producer.close(Duration.ofSeconds(10));
    }
}
