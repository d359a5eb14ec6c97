package dev.millrace.broker.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
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

/** The clients everybody uses, unchanged, against a broker in the same JVM. */
@Timeout(60)
class RealClientsTest {
    private static final Duration POLL = Duration.ofMillis(100);

    @TempDir
    Path directory;

    private Broker broker;

    @BeforeEach
    void start() {
        broker = Broker.start(BrokerSettings.at(directory));
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void idempotentProducerIsReadBackInOrder() throws Exception {
        createTopic("lines", 1);
        send("lines", 500);

        try (var consumer = consumer("readers", Map.of())) {
            consumer.subscribe(List.of("lines"));
            assertThat(values(read(consumer, 500))).containsExactlyElementsOf(numbers(0, 500));
        }
    }

    @Test
    void twoMembersShareThePartitionsAndTheSurvivorTakesOver() throws Exception {
        createTopic("shared", 4);
        try (var first = consumer("pair", Map.of())) {
            first.subscribe(List.of("shared"));
            pollUntil(first, () -> first.assignment().size() == 4);
            var second = consumer("pair", Map.of());
            second.subscribe(List.of("shared"));
            pollUntil(
                    List.of(first, second),
                    () -> first.assignment().size() == 2 && second.assignment().size() == 2);
            Set<TopicPartition> all = new HashSet<>(first.assignment());
            all.addAll(second.assignment());
            assertThat(all).hasSize(4);

            second.close();

            pollUntil(first, () -> first.assignment().size() == 4);
        }
    }

    @Test
    void goesOnAtTheCommittedOffsetAfterARestartOfEverything() throws Exception {
        createTopic("resumed", 1);
        send("resumed", 10);
        try (var consumer = consumer("resumers", Map.of("max.poll.records", "4"))) {
            consumer.subscribe(List.of("resumed"));
            read(consumer, 4);
            consumer.commitSync();
        }
        broker.close();
        broker = Broker.start(BrokerSettings.at(directory));

        try (var consumer = consumer("resumers", Map.of())) {
            consumer.subscribe(List.of("resumed"));
            assertThat(values(read(consumer, 6))).containsExactlyElementsOf(numbers(4, 10));
        }
    }

    @Test
    void staticMemberComesBackToItsPartitionsWithoutARebalance() throws Exception {
        createTopic("kept", 2);
        Map<String, String> instance = Map.of("group.instance.id", "one");
        int before;
        try (var consumer = consumer("statics", instance)) {
            consumer.subscribe(List.of("kept"));
            pollUntil(consumer, () -> consumer.assignment().size() == 2);
            before = consumer.groupMetadata().generationId();
        }

        try (var consumer = consumer("statics", instance)) {
            consumer.subscribe(List.of("kept"));
            pollUntil(consumer, () -> consumer.assignment().size() == 2);
            assertThat(consumer.groupMetadata().generationId()).isEqualTo(before);
        }
    }

    @Test
    void topicsAreDescribedGrownAndDeleted() throws Exception {
        createTopic("grown", 2);
        try (Admin admin = admin()) {
            admin.createPartitions(Map.of("grown", NewPartitions.increaseTo(5)))
                    .all()
                    .get();
            TopicDescription grown =
                    admin.describeTopics(List.of("grown")).allTopicNames().get().get("grown");
            assertThat(grown.partitions()).hasSize(5);

            admin.deleteTopics(List.of("grown")).all().get();

            assertThat(admin.listTopics().names().get()).doesNotContain("grown");
            assertThatThrownBy(() -> admin.describeTopics(List.of("grown"))
                            .allTopicNames()
                            .get())
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void topicMadeTwiceOrWithUnknownConfigurationIsRefused() throws Exception {
        createTopic("once", 1);
        try (Admin admin = admin()) {
            assertThatThrownBy(() -> createTopic("once", 1))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TopicExistsException.class);
            NewTopic odd = new NewTopic("odd", 1, (short) 1).configs(Map.of("no.such.thing", "1"));
            assertThatThrownBy(() -> admin.createTopics(List.of(odd)).all().get())
                    .hasCauseInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("no.such.thing");
        }
    }

    @Test
    void configurationOfATopicIsDescribedWithItsSource() throws Exception {
        try (Admin admin = admin()) {
            NewTopic compacted = new NewTopic("compacted", 1, (short) 1).configs(Map.of("cleanup.policy", "compact"));
            admin.createTopics(List.of(compacted)).all().get();
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, "compacted");
            var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);

            assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
            assertThat(config.get("cleanup.policy").isDefault()).isFalse();
            assertThat(config.get("retention.ms").isDefault()).isTrue();
        }
    }

    @Test
    void configurationOfATopicIsChangedPieceByPieceAndOutlivesARestart() throws Exception {
        createTopic("changed", 1);
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, "changed");
        try (Admin admin = admin()) {
            alter(admin, resource, "retention.ms", "1234", OpType.SET);
            alter(admin, resource, "cleanup.policy", "compact", OpType.APPEND);
            alter(admin, resource, "cleanup.policy", "delete", OpType.SUBTRACT);
            alter(admin, resource, "segment.ms", "50", OpType.SET);
            alter(admin, resource, "segment.ms", "", OpType.DELETE);
            assertThatThrownBy(() -> alter(admin, resource, "retention.ms", "1", OpType.APPEND))
                    .hasCauseInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("retention.ms");
        }
        broker.close();
        broker = Broker.start(BrokerSettings.at(directory));

        try (Admin admin = admin()) {
            var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            assertThat(config.get("retention.ms").value()).isEqualTo("1234");
            assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
            assertThat(config.get("segment.ms").isDefault()).isTrue();
        }
    }

    private static void alter(Admin admin, ConfigResource resource, String name, String value, OpType operation)
            throws Exception {
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry(name, value), operation);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
    }

    @Test
    void deletedRecordsAreReadNoMore() throws Exception {
        createTopic("trimmed", 1);
        send("trimmed", 10);
        TopicPartition partition = new TopicPartition("trimmed", 0);
        try (Admin admin = admin()) {
            long low = admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(6)))
                    .lowWatermarks()
                    .get(partition)
                    .get()
                    .lowWatermark();
            assertThat(low).isEqualTo(6);
        }

        try (var consumer = consumer("trimmers", Map.of())) {
            consumer.subscribe(List.of("trimmed"));
            assertThat(values(read(consumer, 4))).containsExactlyElementsOf(numbers(6, 10));
        }
    }

    @Test
    void groupsAreListedDescribedAndDeleted() throws Exception {
        createTopic("watched", 1);
        try (Admin admin = admin()) {
            TopicPartition partition = new TopicPartition("watched", 0);
            admin.alterConsumerGroupOffsets("watchers", Map.of(partition, new OffsetAndMetadata(7)))
                    .all()
                    .get();
            assertThat(admin.listConsumerGroupOffsets("watchers")
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .get(partition)
                            .offset())
                    .isEqualTo(7);

            admin.deleteConsumerGroups(List.of("watchers")).all().get();

            assertThat(admin.listConsumerGroupOffsets("watchers")
                            .partitionsToOffsetAndMetadata()
                            .get())
                    .isEmpty();
        }
    }

    @Test
    void consumerWaitsForRecordsThatComeLater() throws Exception {
        createTopic("later", 1);
        try (var consumer = consumer("patient", Map.of("fetch.max.wait.ms", "30000"))) {
            consumer.subscribe(List.of("later"));
            pollUntil(consumer, () -> consumer.assignment().size() == 1);
            consumer.poll(POLL);

            send("later", 3);

            assertThat(values(read(consumer, 3))).containsExactlyElementsOf(numbers(0, 3));
            // Without this the close waits for the fetch that is parked by now.
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private void createTopic(String name, int partitions) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    private void send(String topic, int count) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", "1");
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(topic, 0, "key", Integer.toString(i)));
            }
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private KafkaConsumer<String, String> consumer(String group, Map<String, String> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put("bootstrap.servers", broker.bootstrapServers());
        config.put("group.id", group);
        config.put("auto.offset.reset", "earliest");
        config.put("enable.auto.commit", "false");
        config.put("heartbeat.interval.ms", "100");
        return new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
    }

    private static List<ConsumerRecord<String, String>> read(KafkaConsumer<String, String> consumer, int count) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        while (records.size() < count) {
            consumer.poll(POLL).forEach(records::add);
        }
        return records;
    }

    private static void pollUntil(KafkaConsumer<String, String> consumer, BooleanSupplier condition) {
        pollUntil(List.of(consumer), condition);
    }

    private static void pollUntil(List<KafkaConsumer<String, String>> consumers, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            consumers.forEach(consumer -> consumer.poll(Duration.ofMillis(20)));
        }
    }

    private static List<String> values(List<ConsumerRecord<String, String>> records) {
        return records.stream().map(ConsumerRecord::value).toList();
    }

    private static List<String> numbers(int from, int to) {
        List<String> numbers = new ArrayList<>();
        for (int i = from; i < to; i++) {
            numbers.add(Integer.toString(i));
        }
        return numbers;
    }
}
