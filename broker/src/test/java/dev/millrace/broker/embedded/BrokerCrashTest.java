package dev.millrace.broker.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code kill -9} again and again while an idempotent producer writes: every acknowledged record is there exactly
 * once.
 */
class BrokerCrashTest {
    private static final String TOPIC = "survivors";
    private static final int PARTITIONS = 3;
    private static final int PER_ROUND = 300;

    @TempDir
    Path directory;

    @Test
    @Timeout(240)
    void acknowledgedRecordsSurviveTwentyKillsExactlyOnce() throws Exception {
        torture(20, 20260101L);
    }

    @Test
    @Tag("soak")
    @Timeout(3600)
    void acknowledgedRecordsSurviveManyKillsExactlyOnce() throws Exception {
        torture(200, System.nanoTime());
    }

    private void torture(int kills, long seed) throws Exception {
        Random random = new Random(seed);
        Semaphore acknowledged = new Semaphore(0);
        ConcurrentLinkedQueue<Exception> failures = new ConcurrentLinkedQueue<>();
        int sent = 0;
        BrokerProcess broker = BrokerProcess.start(directory, 0);
        int port = broker.port();
        try (var producer = producer(port)) {
            createTopic(port);
            for (int kill = 0; kill < kills; kill++) {
                for (int i = 0; i < PER_ROUND; i++, sent++) {
                    send(producer, sent, acknowledged, failures);
                }
                acknowledged.acquire(1 + random.nextInt(PER_ROUND));
                broker.kill();
                broker = BrokerProcess.start(directory, port);
            }
            producer.flush();
            assertThat(failures).as("seed %d", seed).isEmpty();
            assertThat(read(port, sent)).as("seed %d", seed).isEqualTo(expected(sent));
        } finally {
            broker.close();
        }
    }

    private static void send(
            KafkaProducer<Integer, Integer> producer,
            int number,
            Semaphore acknowledged,
            ConcurrentLinkedQueue<Exception> failures) {
        producer.send(new ProducerRecord<>(TOPIC, number % PARTITIONS, number, number), (metadata, failure) -> {
            if (failure != null) {
                failures.add(failure);
            }
            acknowledged.release();
        });
    }

    private static Map<Integer, List<Integer>> expected(int sent) {
        Map<Integer, List<Integer>> expected = new HashMap<>();
        IntStream.range(0, sent).forEach(number -> expected.computeIfAbsent(number % PARTITIONS, p -> new ArrayList<>())
                .add(number));
        return expected;
    }

    private static Map<Integer, List<Integer>> read(int port, int count) {
        Map<Integer, List<Integer>> found = new HashMap<>();
        Map<String, Object> config = Map.of("bootstrap.servers", "127.0.0.1:" + port, "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(config, new IntegerDeserializer(), new IntegerDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                    .toList();
            consumer.assign(partitions);
            long end = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            assertThat(end).as("records in the logs").isEqualTo(count);
            for (long read = 0; read < end; ) {
                for (ConsumerRecord<Integer, Integer> record : consumer.poll(Duration.ofMillis(200))) {
                    found.computeIfAbsent(record.partition(), p -> new ArrayList<>())
                            .add(record.value());
                    read++;
                }
            }
        }
        return found;
    }

    private static void createTopic(int port) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static KafkaProducer<Integer, Integer> producer(int port) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", "127.0.0.1:" + port,
                "acks", "all",
                "linger.ms", "1",
                "batch.size", "400",
                "reconnect.backoff.max.ms", "100",
                "delivery.timeout.ms", "120000");
        return new KafkaProducer<>(config, new IntegerSerializer(), new IntegerSerializer());
    }
}
