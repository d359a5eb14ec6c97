package dev.millrace.broker.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.broker.settings.BrokerSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Transactional producers and consumers of committed records, unchanged, against a broker in the same JVM. */
@Timeout(60)
class TransactionalClientsTest {
    private static final String TOPIC = "ledger";
    private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);

    @TempDir
    Path directory;

    private Broker broker;

    @BeforeEach
    void start() throws Exception {
        broker = Broker.start(BrokerSettings.at(directory));
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get();
        }
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void onlyCommittedRecordsAreRead() {
        try (var producer = producer("one")) {
            producer.initTransactions();
            transaction(producer, true, "a", "b");
            transaction(producer, false, "c", "d");
            transaction(producer, true, "e");

            assertThat(read("read_committed", 3)).containsExactlyInAnyOrder("a", "b", "e");
            assertThat(read("read_uncommitted", 5)).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
        }
    }

    @Test
    void recordsOfAnOpenTransactionAreHeldBack() throws Exception {
        try (var producer = producer("open");
                var plain = plainProducer()) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, 0, "k", "open")).get();
            plain.send(new ProducerRecord<>(TOPIC, 0, "k", "behind")).get();
            plain.send(new ProducerRecord<>(TOPIC, 1, "k", "elsewhere")).get();

            assertThat(read("read_committed", 1)).containsExactly("elsewhere");
            producer.commitTransaction();
            assertThat(read("read_committed", 3)).containsExactlyInAnyOrder("open", "behind", "elsewhere");
        }
    }

    @Test
    void newerProducerFencesTheOlder() {
        try (var older = producer("same");
                var newer = producer("same")) {
            older.initTransactions();
            older.beginTransaction();
            older.send(new ProducerRecord<>(TOPIC, 0, "k", "lost"));
            older.flush();
            newer.initTransactions();

            assertThatThrownBy(() -> {
                        older.send(new ProducerRecord<>(TOPIC, 0, "k", "late"));
                        older.commitTransaction();
                    })
                    .isInstanceOfAny(ProducerFencedException.class, InvalidProducerEpochException.class);
            transaction(newer, true, "kept");
            assertThat(read("read_committed", 1)).containsExactly("kept");
        }
    }

    @Test
    void offsetsOfATransactionCountWithItsRecords() throws Exception {
        try (var producer = producer("offsets");
                Admin admin = admin()) {
            producer.initTransactions();
            commitOffset(producer, 5, true);
            assertThat(committed(admin)).isEqualTo(5);
            commitOffset(producer, 9, false);
            assertThat(committed(admin)).isEqualTo(5);
        }
        broker.close();
        broker = Broker.start(BrokerSettings.at(directory));
        try (Admin admin = admin()) {
            assertThat(committed(admin)).isEqualTo(5);
        }
    }

    @Test
    void everythingIsAsBeforeAfterARestart() {
        try (var producer = producer("kept")) {
            producer.initTransactions();
            transaction(producer, true, "a");
            transaction(producer, false, "b");
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, 0, "k", "c"));
            producer.flush();
            int port = broker.port();
            broker.close();
            broker = Broker.start(BrokerSettings.at(directory).withPort(port));
            producer.commitTransaction();
            transaction(producer, true, "d");
        }

        assertThat(read("read_committed", 3)).containsExactlyInAnyOrder("a", "c", "d");
    }

    @Test
    void administratorsSeeAndEndTransactions() throws Exception {
        try (var producer = producer("watched");
                Admin admin = admin()) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, 0, "k", "hanging")).get();

            assertThat(admin.listTransactions().all().get())
                    .extracting(TransactionListing::transactionalId)
                    .containsExactly("watched");
            TransactionDescription described = admin.describeTransactions(List.of("watched"))
                    .description("watched")
                    .get();
            assertThat(described.topicPartitions()).containsExactly(FIRST);
            ProducerState state = admin.describeProducers(List.of(FIRST))
                    .partitionResult(FIRST)
                    .get()
                    .activeProducers()
                    .get(0);
            assertThat(state.currentTransactionStartOffset()).hasValue(0);

            admin.abortTransaction(new AbortTransactionSpec(
                            FIRST,
                            state.producerId(),
                            (short) state.producerEpoch(),
                            state.coordinatorEpoch().orElse(0)))
                    .all()
                    .get();
        }
        try (var other = plainProducer()) {
            other.send(new ProducerRecord<>(TOPIC, 0, "k", "after")).get();
            assertThat(read("read_committed", 1)).containsExactly("after");
        }
    }

    private static void transaction(KafkaProducer<String, String> producer, boolean commit, String... values) {
        producer.beginTransaction();
        for (int i = 0; i < values.length; i++) {
            producer.send(new ProducerRecord<>(TOPIC, i % 2, "key", values[i]));
        }
        if (commit) {
            producer.commitTransaction();
        } else {
            producer.flush();
            producer.abortTransaction();
        }
    }

    private void commitOffset(KafkaProducer<String, String> producer, long offset, boolean commit) {
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers(), "group.id", "group");
        ConsumerGroupMetadata group;
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            group = consumer.groupMetadata();
        }
        producer.beginTransaction();
        producer.sendOffsetsToTransaction(Map.of(FIRST, new OffsetAndMetadata(offset)), group);
        if (commit) {
            producer.commitTransaction();
        } else {
            producer.abortTransaction();
        }
    }

    private static long committed(Admin admin) throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets("group")
                .partitionsToOffsetAndMetadata()
                .get()
                .get(FIRST)
                .offset();
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private KafkaProducer<String, String> producer(String transactionalId) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "transactional.id",
                        transactionalId,
                        "reconnect.backoff.max.ms",
                        "100"),
                new StringSerializer(),
                new StringSerializer());
    }

    private KafkaProducer<String, String> plainProducer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()), new StringSerializer(), new StringSerializer());
    }

    /** Reads until so many records have come, and then whatever else one more poll brings. */
    private List<String> read(String isolation, int count) {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", broker.bootstrapServers());
        config.put("isolation.level", isolation);
        config.put("auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(FIRST, new TopicPartition(TOPIC, 1)));
            while (values.size() < count) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
            for (ConsumerRecord<String, String> more : consumer.poll(Duration.ofMillis(50))) {
                values.add(more.value());
            }
        }
        return values;
    }
}
