package dev.millrace.broker.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

import static org.assertj.core.api.Assertions.assertThat;

/** An idempotent producer with many batches under way: every record comes to stand exactly once and in its order. */
final class IdempotentLoad extends CrashLoad {
    static final String TOPIC = "survivors";
    static final int PARTITIONS = 3;
    private static final int PER_STEP = 20;
    private static final int UNDER_WAY = 200;

    private final KafkaProducer<Integer, Integer> producer;
    private final ConcurrentLinkedQueue<Exception> failures = new ConcurrentLinkedQueue<>();
    private final Semaphore room = new Semaphore(UNDER_WAY);
    private int sent;

    IdempotentLoad(int port, Semaphore progress) {
        super(port, progress);
        producer = producer(Map.of("acks", "all", "linger.ms", 1, "batch.size", 400));
    }

    @Override
    void step() {
        for (int i = 0; i < PER_STEP; i++, sent++) {
            room.acquireUninterruptibly();
            producer.send(new ProducerRecord<>(TOPIC, sent % PARTITIONS, sent, sent), (metadata, failure) -> {
                if (failure != null) {
                    failures.add(failure);
                }
                room.release();
            });
        }
    }

    @Override
    void check() {
        producer.flush();
        assertThat(failures).isEmpty();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            List<Integer> expected = new ArrayList<>();
            for (int number = partition; number < sent; number += PARTITIONS) {
                expected.add(number);
            }
            assertThat(values(new TopicPartition(TOPIC, partition))).isEqualTo(expected);
        }
    }

    @Override
    void closeClient() {
        producer.close(Duration.ofSeconds(10));
    }
}
