package dev.millrace.examples.instances;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import dev.millrace.broker.embedded.Broker;
import dev.millrace.broker.settings.BrokerSettings;

/** A broker for one test, with what a test does to topics. */
final class Cluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Broker broker;
    private final Admin admin;
    private final KafkaProducer<String, String> producer;

    Cluster(Path directory) {
        broker = Broker.start(BrokerSettings.at(directory).withPort(0));
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers()), new StringSerializer(), new StringSerializer());
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    void create(String topic, int partitions) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                .all()
                .get();
    }

    /** Takes over from every producer that has a transaction open. */
    void fenceProducers() {
        try {
            List<String> ids = admin.listTransactions().all().get().stream()
                    .filter(transaction -> transaction.state() == TransactionState.ONGOING)
                    .map(TransactionListing::transactionalId)
                    .toList();
            admin.fenceProducers(ids).all().get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Sets a configuration of a group; those of the Streams protocol do not count in the classic one. */
    void configureGroup(String group, String name, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
    }

    Collection<String> topics() throws Exception {
        return admin.listTopics().names().get();
    }

    /** Writes each of {@code words} as key and value, and returns when all are acknowledged. */
    void write(String topic, Collection<String> words) {
        words.forEach(word -> producer.send(new ProducerRecord<>(topic, word, word)));
        producer.flush();
    }

    /** Writes one record. */
    void write(String topic, String key, String value, long timestamp) {
        producer.send(new ProducerRecord<>(topic, 0, timestamp, key, value));
        producer.flush();
    }

    /** Waits until {@code application} has committed all there is of {@code topics}, of one partition each. */
    void awaitConsumed(String application, List<String> topics) {
        await("all consumed", () -> {
            try {
                Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
                topics.forEach(topic -> asked.put(new TopicPartition(topic, 0), OffsetSpec.latest()));
                Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(application)
                        .partitionsToOffsetAndMetadata()
                        .get();
                return admin.listOffsets(asked).all().get().entrySet().stream()
                        .allMatch(end -> committed.get(end.getKey()) != null
                                && committed.get(end.getKey()).offset()
                                        == end.getValue().offset());
            } catch (InterruptedException | ExecutionException failed) {
                throw new IllegalStateException(failed);
            }
        });
    }

    /** The last value of each key in {@code topic}, read from its beginning to its present end. */
    Map<String, Long> lastValues(String topic) {
        Map<String, Long> values = new HashMap<>();
        readAll(topic).forEach(record -> values.put(record.key(), record.value()));
        return values;
    }

    List<ConsumerRecord<String, Long>> readAll(String topic) {
        return readAll(topic, new LongDeserializer());
    }

    /** The same without what was aborted or is not committed yet. */
    List<ConsumerRecord<String, Long>> readCommitted(String topic) {
        return readAll(topic, new LongDeserializer(), IsolationLevel.READ_COMMITTED);
    }

    /** The records of {@code topic} from its beginning to its present end. */
    <V> List<ConsumerRecord<String, V>> readAll(String topic, Deserializer<V> values) {
        return readAll(topic, values, IsolationLevel.READ_UNCOMMITTED);
    }

    private <V> List<ConsumerRecord<String, V>> readAll(String topic, Deserializer<V> values, IsolationLevel level) {
        List<ConsumerRecord<String, V>> all = new ArrayList<>();
        try (KafkaConsumer<String, V> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers(),
                        "auto.offset.reset",
                        "earliest",
                        "isolation.level",
                        level.toString()),
                new StringDeserializer(),
                values)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(50)).forEach(all::add);
            }
        }
        return all;
    }

    /** Waits until {@code condition} holds; fails naming {@code what} if it does not. */
    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + PATIENCE + ": " + what);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
        broker.close();
    }
}
