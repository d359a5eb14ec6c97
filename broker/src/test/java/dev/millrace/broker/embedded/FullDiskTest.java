package dev.millrace.broker.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.broker.io.FaultyDisk;
import dev.millrace.broker.settings.BrokerSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A disk without space left: writers learn of it, readers go on, and with space all goes on where it was. */
@Timeout(60)
class FullDiskTest {
    private static final String TOPIC = "ledger";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    @TempDir
    Path directory;

    private FaultyDisk disk;
    private Broker broker;

    @BeforeEach
    void start() throws Exception {
        disk = new FaultyDisk(directory);
        broker = Broker.start(BrokerSettings.at(directory), disk);
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void producersLearnOfItAndNothingAcknowledgedIsHurt() throws Exception {
        List<String> acknowledged = new ArrayList<>();
        produce(acknowledged, "before");
        disk.fillAfter(100);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        produce(acknowledged, "squeezed-" + i);
                    }
                })
                .hasCauseInstanceOf(RetriableException.class);
        assertThat(read()).isEqualTo(acknowledged);

        disk.fillAfter(Long.MAX_VALUE);
        produce(acknowledged, "after");
        assertThat(read()).isEqualTo(acknowledged);

        broker.close();
        broker = Broker.start(BrokerSettings.at(directory));
        produce(acknowledged, "again");
        assertThat(read()).isEqualTo(acknowledged);
    }

    @Test
    void commitsAndNewTopicsAreRefusedUntilThereIsSpace() throws Exception {
        disk.fillAfter(0);
        try (Admin admin = Admin.create(client())) {
            assertThatThrownBy(() -> admin.createTopics(List.of(new NewTopic("more", 1, (short) 1)))
                            .all()
                            .get())
                    .isInstanceOf(ExecutionException.class);
            assertThat(admin.listTopics().names().get()).containsExactly(TOPIC);
        }
        assertThatThrownBy(() -> commit(1)).isInstanceOf(TimeoutException.class);

        disk.fillAfter(Long.MAX_VALUE);
        commit(2);
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(List.of(new NewTopic("more", 1, (short) 1)))
                    .all()
                    .get();
            assertThat(admin.listConsumerGroupOffsets("readers")
                            .partitionsToOffsetAndMetadata()
                            .get())
                    .containsEntry(PARTITION, new OffsetAndMetadata(2));
        }
    }

    private Map<String, Object> client() {
        return Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "group.id",
                "readers",
                "auto.offset.reset",
                "earliest",
                "default.api.timeout.ms",
                1000,
                "request.timeout.ms",
                500);
    }

    private void produce(List<String> acknowledged, String value) throws ExecutionException, InterruptedException {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "linger.ms",
                0,
                "request.timeout.ms",
                500,
                "delivery.timeout.ms",
                1000);
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, value)).get();
            acknowledged.add(value);
        }
    }

    private void commit(long offset) {
        try (var consumer = new KafkaConsumer<>(client(), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(Set.of(PARTITION));
            consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(offset)));
        }
    }

    private List<String> read() {
        List<String> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(client(), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(Set.of(PARTITION));
            consumer.seekToBeginning(Set.of(PARTITION));
            long end = consumer.endOffsets(Set.of(PARTITION)).get(PARTITION);
            while (consumer.position(PARTITION) < end) {
                consumer.poll(java.time.Duration.ofMillis(100)).forEach(record -> found.add(record.value()));
            }
        }
        return found;
    }
}
