package dev.millrace.broker.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A transactional producer: records in two partitions and an offset are there together if their transaction was
 * committed, and none of them if it was aborted. A transaction of which the client cannot say how it ended may be
 * either, as a whole.
 */
final class TransactionLoad extends CrashLoad {
    static final String TOPIC = "bookings";
    static final int PARTITIONS = 2;
    private static final String GROUP = "bookers";
    private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);

    private final Random random;
    private final ConsumerGroupMetadata group;
    private final List<Integer> committed = new ArrayList<>();
    private KafkaProducer<Integer, Integer> producer;
    private int number;

    TransactionLoad(int port, Semaphore progress, long seed) {
        super(port, progress);
        random = new Random(seed);
        try (var consumer = consumer(GROUP)) {
            group = consumer.groupMetadata();
        }
        producer = started();
    }

    private KafkaProducer<Integer, Integer> started() {
        while (true) {
            KafkaProducer<Integer, Integer> made = producer(Map.of("transactional.id", "booker"));
            if (ended(made::initTransactions)) {
                return made;
            }
            made.close();
        }
    }

    @Override
    void step() {
        number++;
        boolean commits = random.nextInt(4) > 0;
        try {
            write();
            untilDone(commits ? producer::commitTransaction : producer::abortTransaction);
            if (commits) {
                committed.add(number);
            }
        } catch (KafkaException fatal) {
            producer.close(Duration.ZERO);
            producer = started();
            settle();
        }
    }

    private void write() {
        producer.beginTransaction();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            producer.send(new ProducerRecord<>(TOPIC, partition, number, number));
        }
        untilDone(() -> producer.sendOffsetsToTransaction(Map.of(FIRST, new OffsetAndMetadata(number)), group));
    }

    /** Looks how a transaction ended whose producer has failed. */
    private void settle() {
        List<Integer> found = values(FIRST);
        if (!found.isEmpty() && found.get(found.size() - 1) == number) {
            committed.add(number);
        }
    }

    @Override
    void check() {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            assertThat(values(new TopicPartition(TOPIC, partition))).isEqualTo(committed);
        }
        if (!committed.isEmpty()) {
            long last = committed.get(committed.size() - 1);
            try (var consumer = consumer(GROUP)) {
                assertThat(consumer.committed(Set.of(FIRST)).get(FIRST).offset())
                        .isEqualTo(last);
            }
        }
    }

    @Override
    void closeClient() {
        producer.close(Duration.ofSeconds(10));
    }
}
