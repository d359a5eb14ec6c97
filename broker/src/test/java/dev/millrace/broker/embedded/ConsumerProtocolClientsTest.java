package dev.millrace.broker.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.SubscriptionPattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InvalidRegularExpression;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.broker.settings.BrokerSettings;
import dev.millrace.broker.settings.ConsumerGroupSettings;
import dev.millrace.broker.settings.GroupSettings;
import dev.millrace.broker.settings.MemberTiming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Java consumers with {@code group.protocol=consumer} (KIP-848), unchanged, against a broker in the same JVM. */
@Timeout(120)
class ConsumerProtocolClientsTest {
    private static final Duration POLL = Duration.ofMillis(20);

    @TempDir
    Path directory;

    private Broker broker;

    @BeforeEach
    void start() {
        broker = Broker.start(settings());
    }

    private BrokerSettings settings() {
        MemberTiming often = MemberTiming.DEFAULTS.withHeartbeatIntervalMs(200);
        return BrokerSettings.at(directory)
                .withGroups(GroupSettings.DEFAULTS.withConsumer(ConsumerGroupSettings.DEFAULTS.withTiming(often)));
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void partitionsMoveOneByOneAndThoseThatStayAreNeverTakenAway() throws Exception {
        createTopic("moved", 4);
        Set<TopicPartition> revoked = new HashSet<>();
        try (var first = consumer("pair", Map.of())) {
            first.subscribe(List.of("moved"), new Watch(revoked));
            pollUntil(List.of(first), () -> first.assignment().size() == 4);
            Set<TopicPartition> all = first.assignment();
            try (var second = consumer("pair", Map.of())) {
                second.subscribe(List.of("moved"));
                pollUntil(
                        List.of(first, second),
                        () -> first.assignment().size() == 2
                                && second.assignment().size() == 2);

                assertThat(revoked).isEqualTo(second.assignment()).hasSize(2);
                assertThat(all).containsAll(first.assignment());
            }
            pollUntil(List.of(first), () -> first.assignment().size() == 4);
        }
    }

    @Test
    void consumersGoOnWhenTheBrokerIsStartedAgain() throws Exception {
        createTopic("resumed", 1);
        send("resumed", 10);
        int port = broker.port();
        try (var consumer = consumer("resumers", Map.of("max.poll.records", "4"))) {
            consumer.subscribe(List.of("resumed"));
            read(consumer, 4);
            consumer.commitSync();
            broker.close();
            broker = Broker.start(settings().withListen(settings().listen().withPort(port)));

            assertThat(values(read(consumer, 6))).containsExactly("4", "5", "6", "7", "8", "9");
            consumer.commitSync();
            assertThat(consumer.groupMetadata().generationId()).isPositive();
        }
        try (var consumer = consumer("resumers", Map.of())) {
            consumer.subscribe(List.of("resumed"));
            send("resumed", 1);
            assertThat(values(read(consumer, 1))).containsExactly("0");
        }
    }

    @Test
    void aStaticMemberComesBackToItsPartitionsWithoutARebalance() throws Exception {
        createTopic("kept", 2);
        Map<String, String> instance = Map.of("group.instance.id", "one");
        int before;
        try (var consumer = consumer("statics", instance)) {
            consumer.subscribe(List.of("kept"));
            pollUntil(List.of(consumer), () -> consumer.assignment().size() == 2);
            before = consumer.groupMetadata().generationId();
        }

        try (var consumer = consumer("statics", instance)) {
            consumer.subscribe(List.of("kept"));
            pollUntil(List.of(consumer), () -> consumer.assignment().size() == 2);
            assertThat(consumer.groupMetadata().generationId()).isEqualTo(before);
        }
    }

    @Test
    void topicsOfAPatternAreFoundAlsoWhenTheyComeLater() throws Exception {
        createTopic("log-a", 2);
        createTopic("other", 1);
        try (var consumer = consumer("patterns", Map.of())) {
            consumer.subscribe(new SubscriptionPattern("log-.*"));
            pollUntil(List.of(consumer), () -> consumer.assignment().size() == 2);

            createTopic("log-b", 3);
            pollUntil(List.of(consumer), () -> consumer.assignment().size() == 5);

            assertThat(consumer.assignment()).extracting(TopicPartition::topic).containsOnly("log-a", "log-b");
        }
        try (var consumer = consumer("patterns", Map.of())) {
            consumer.subscribe(new SubscriptionPattern("log-("));
            assertThatThrownBy(() -> pollUntil(List.of(consumer), () -> false))
                    .isInstanceOf(InvalidRegularExpression.class);
        }
    }

    @Test
    void newPartitionsAreGivenOut() throws Exception {
        createTopic("grown", 1);
        try (var consumer = consumer("growers", Map.of());
                Admin admin = admin()) {
            consumer.subscribe(List.of("grown"));
            pollUntil(List.of(consumer), () -> consumer.assignment().size() == 1);

            admin.createPartitions(Map.of("grown", NewPartitions.increaseTo(3)))
                    .all()
                    .get();

            pollUntil(List.of(consumer), () -> consumer.assignment().size() == 3);
        }
    }

    @Test
    void partitionsOfAKilledMemberAreTakenOverLongBeforeItsSessionEnds() throws Exception {
        createTopic("orphaned", 4);
        try (var survivor = consumer("orphans", Map.of());
                var killed = ConsumerProcess.start(broker.bootstrapServers(), "orphans", "orphaned", 4)) {
            survivor.subscribe(List.of("orphaned"));
            pollUntil(List.of(survivor), () -> survivor.assignment().size() == 2);
            long before = System.nanoTime();

            killed.kill();

            pollUntil(List.of(survivor), () -> survivor.assignment().size() == 4);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void twoGroupsReadTheSameTopicEachForItself() throws Exception {
        createTopic("shared", 2);
        send("shared", 20);
        try (var one = consumer("one", Map.of());
                var two = consumer("two", Map.of())) {
            one.subscribe(List.of("shared"));
            two.subscribe(List.of("shared"));

            assertThat(read(one, 20)).hasSize(20);
            assertThat(read(two, 20)).hasSize(20);
            one.commitSync();
            two.commitSync();
        }
    }

    @Test
    void offsetsAreCommittedWithATransaction() throws Exception {
        createTopic("source", 1);
        createTopic("sink", 1);
        send("source", 3);
        TopicPartition source = new TopicPartition("source", 0);
        Map<String, Object> config =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "transformer");
        try (var consumer = consumer("transformers", Map.of());
                var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            consumer.subscribe(List.of("source"));
            read(consumer, 3);
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("sink", "done"));
            producer.sendOffsetsToTransaction(Map.of(source, new OffsetAndMetadata(3)), consumer.groupMetadata());
            producer.commitTransaction();

            assertThat(consumer.committed(Set.of(source)).get(source).offset()).isEqualTo(3);
        }
    }

    @Test
    void groupsAreListedDescribedConfiguredEmptiedAndDeleted() throws Exception {
        createTopic("seen", 2);
        try (var consumer = consumer("watched", Map.of("group.instance.id", "one"));
                Admin admin = admin()) {
            consumer.subscribe(List.of("seen"));
            pollUntil(List.of(consumer), () -> consumer.assignment().size() == 2);

            assertThat(admin.listGroups().all().get()).singleElement().satisfies(group -> assertThat(group.type())
                    .contains(GroupType.CONSUMER));
            ConsumerGroupDescription described = describe(admin, "watched");
            assertThat(described.type()).isEqualTo(GroupType.CONSUMER);
            assertThat(described.groupState()).isEqualTo(GroupState.STABLE);
            assertThat(described.partitionAssignor()).isEqualTo("uniform");
            assertThat(described.members()).singleElement().satisfies(member -> assertThat(
                            member.assignment().topicPartitions())
                    .isEqualTo(consumer.assignment()));

            var remove = new RemoveMembersFromConsumerGroupOptions(List.of(new MemberToRemove("one")));
            admin.removeMembersFromConsumerGroup("watched", remove).all().get();
            assertThat(describe(admin, "watched").groupState()).isEqualTo(GroupState.EMPTY);
        }
        try (Admin admin = admin()) {
            ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, "watched");
            set(admin, group, "consumer.session.timeout.ms", "50000");
            assertThat(admin.describeConfigs(List.of(group))
                            .all()
                            .get()
                            .get(group)
                            .get("consumer.session.timeout.ms")
                            .value())
                    .isEqualTo("50000");
            admin.deleteConsumerGroups(List.of("watched")).all().get();
            assertThatThrownBy(() -> describe(admin, "watched")).hasCauseInstanceOf(GroupIdNotFoundException.class);
        }
    }

    private static void set(Admin admin, ConfigResource resource, String name, String value) throws Exception {
        var set = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
    }

    private static ConsumerGroupDescription describe(Admin admin, String group) throws Exception {
        return admin.describeConsumerGroups(List.of(group)).all().get().get(group);
    }

    private void createTopic(String name, int partitions) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    private void send(String topic, int count) {
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
        config.put("group.protocol", "consumer");
        config.put("auto.offset.reset", "earliest");
        config.put("enable.auto.commit", "false");
        config.put("metadata.max.age.ms", "500");
        return new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
    }

    private static List<ConsumerRecord<String, String>> read(KafkaConsumer<String, String> consumer, int count) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        while (records.size() < count) {
            consumer.poll(POLL).forEach(records::add);
        }
        return records;
    }

    private static void pollUntil(List<KafkaConsumer<String, String>> consumers, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            consumers.forEach(consumer -> consumer.poll(POLL));
        }
    }

    private static List<String> values(List<ConsumerRecord<String, String>> records) {
        return records.stream().map(ConsumerRecord::value).toList();
    }

    /** Writes down what is taken away. */
    private record Watch(Set<TopicPartition> revoked) implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            revoked.addAll(partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // Nothing was taken away.
        }
    }
}
