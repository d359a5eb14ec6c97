package dev.millrace.broker.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code kill -9} again and again while transactions are written: the records and offsets of each are there as a whole
 * if it was committed, and not at all if it was aborted.
 */
class TransactionCrashTest {
    private static final String TOPIC = "bookings";
    private static final String GROUP = "bookers";
    private static final List<TopicPartition> PARTITIONS =
            List.of(new TopicPartition(TOPIC, 0), new TopicPartition(TOPIC, 1));

    @TempDir
    Path directory;

    private final Semaphore ended = new Semaphore(0);
    private volatile boolean stopped;

    @Test
    @Timeout(240)
    void transactionsSurviveTenKillsAsAWhole() throws Exception {
        torture(10, 20260701L);
    }

    @Test
    @Tag("soak")
    @Timeout(3600)
    void transactionsSurviveManyKillsAsAWhole() throws Exception {
        torture(200, System.nanoTime());
    }

    private void torture(int kills, long seed) throws Exception {
        Random random = new Random(seed);
        BrokerProcess broker = BrokerProcess.start(directory, 0);
        int port = broker.port();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS.size(), (short) 1)))
                    .all()
                    .get();
            long writerSeed = random.nextLong();
            CompletableFuture<List<Integer>> writer = CompletableFuture.supplyAsync(() -> write(port, writerSeed));
            for (int kill = 0; kill < kills && !writer.isDone(); kill++) {
                awaitTransactions(1 + random.nextInt(20), writer);
                broker.kill();
                broker = BrokerProcess.start(directory, port);
            }
            stopped = true;
            List<Integer> committed = writer.get(120, TimeUnit.SECONDS);
            assertThat(committed).as("seed %d", seed).isNotEmpty();
            for (TopicPartition partition : PARTITIONS) {
                assertThat(read(port, partition))
                        .as("%s, seed %d", partition, seed)
                        .isEqualTo(committed);
            }
            assertThat(offset(admin)).as("seed %d", seed).isEqualTo((long) committed.get(committed.size() - 1));
        } finally {
            stopped = true;
            broker.close();
        }
    }

    private void awaitTransactions(int count, CompletableFuture<?> writer) throws InterruptedException {
        int left = count;
        while (left > 0 && !writer.isDone()) {
            left -= ended.tryAcquire(100, TimeUnit.MILLISECONDS) ? 1 : 0;
        }
    }

    /** Writes transactions until told to stop; returns the numbers of those that were committed. */
    private List<Integer> write(int port, long seed) {
        Random random = new Random(seed);
        List<Integer> committed = new ArrayList<>();
        try (var producer = producer(port)) {
            ConsumerGroupMetadata group = groupMetadata(port);
            untilDone(producer::initTransactions);
            for (int number = 1; !stopped; number++) {
                producer.beginTransaction();
                for (TopicPartition partition : PARTITIONS) {
                    producer.send(new ProducerRecord<>(TOPIC, partition.partition(), number, number));
                }
                Map<TopicPartition, OffsetAndMetadata> offsets =
                        Map.of(PARTITIONS.get(0), new OffsetAndMetadata(number));
                untilDone(() -> producer.sendOffsetsToTransaction(offsets, group));
                if (random.nextInt(4) > 0) {
                    untilDone(producer::commitTransaction);
                    committed.add(number);
                } else {
                    untilDone(producer::abortTransaction);
                }
                ended.release();
            }
        }
        return committed;
    }

    /** The client may give up waiting while the broker is down; the same call then goes on where it was. */
    private static void untilDone(Runnable call) {
        while (true) {
            try {
                call.run();
                return;
            } catch (TimeoutException e) {
                continue;
            }
        }
    }

    private static List<Integer> read(int port, TopicPartition partition) {
        List<Integer> found = new ArrayList<>();
        try (var consumer = consumer(port)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<Integer, Integer> record : consumer.poll(Duration.ofMillis(200))) {
                    found.add(record.value());
                }
            }
        }
        return found;
    }

    private static long offset(Admin admin) throws Exception {
        return admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(PARTITIONS.get(0))
                .offset();
    }

    private static ConsumerGroupMetadata groupMetadata(int port) {
        try (var consumer = consumer(port)) {
            return consumer.groupMetadata();
        }
    }

    private static KafkaConsumer<Integer, Integer> consumer(int port) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + port,
                "group.id",
                GROUP,
                "enable.auto.commit",
                "false",
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest");
        return new KafkaConsumer<>(config, new IntegerDeserializer(), new IntegerDeserializer());
    }

    private static KafkaProducer<Integer, Integer> producer(int port) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", "127.0.0.1:" + port,
                "transactional.id", "booker",
                "reconnect.backoff.max.ms", "100",
                "delivery.timeout.ms", "120000");
        return new KafkaProducer<>(config, new IntegerSerializer(), new IntegerSerializer());
    }
}
