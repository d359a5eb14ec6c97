package dev.millrace.benchmarks.broker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes records to a topic with all acknowledged, and reads them back from its beginning.
 *
 * <p>The values are letters drawn from a seed, so that a codec finds something to do, as in text.
 */
final class LoadRun {
    private static final double NANOS = 1e9;
    private static final int DIFFERENT_VALUES = 1000;
    private static final Duration POLL = Duration.ofSeconds(1);

    private final MeasuredBroker broker;
    private final Load load;
    private final String topic;
    private final Map<String, String> topicConfig;

    /**
     * Prepares a run.
     *
     * @param topicConfig of the topic that it makes
     */
    LoadRun(MeasuredBroker broker, Load load, String topic, Map<String, String> topicConfig) {
        this.topicConfig = topicConfig;
        this.broker = broker;
        this.load = load;
        this.topic = topic;
    }

    LoadResult run() throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (Admin admin = Admin.create(settings)) {
            NewTopic made = new NewTopic(topic, load.partitions(), (short) 1).configs(topicConfig);
            admin.createTopics(List.of(made)).all().get();
            awaitTopic();
            long cpu0 = broker.cpuMillis();
            long begin = System.nanoTime();
            produce();
            long written = System.nanoTime();
            long cpu1 = broker.cpuMillis();
            long beginRead = System.nanoTime();
            consume();
            long read = System.nanoTime();
            long cpu2 = broker.cpuMillis();
            admin.deleteTopics(List.of(topic)).all().get();
            return new LoadResult(
                    load.records() / ((written - begin) / NANOS),
                    cpu1 - cpu0,
                    load.records() / ((read - beginRead) / NANOS),
                    cpu2 - cpu1);
        }
    }

    /**
     * Writes one record to each partition and waits for it: Apache Kafka answers before a new topic is known all over,
     * and an idempotent producer whose first batch alone is refused then never gets it in.
     */
    private void awaitTopic() throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int partition = 0; partition < load.partitions(); partition++) {
                producer.send(new ProducerRecord<>(topic, partition, null, new byte[load.recordBytes()]))
                        .get();
            }
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "acks",
                "all",
                "linger.ms",
                5,
                "compression.type",
                load.compression());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void produce() {
        byte[][] values = values();
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int i = 0; i < load.records(); i++) {
                producer.send(new ProducerRecord<>(topic, values[i % values.length]), (metadata, error) -> {
                    if (error != null) {
                        failure.compareAndSet(null, error);
                    }
                });
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException("a record was not acknowledged", failure.get());
        }
    }

    private byte[][] values() {
        Random random = new Random(1);
        byte[][] values = new byte[DIFFERENT_VALUES][load.recordBytes()];
        for (byte[] value : values) {
            for (int i = 0; i < value.length; i++) {
                value[i] = (byte) ('a' + random.nextInt(26));
            }
        }
        return values;
    }

    private void consume() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "enable.auto.commit", false);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, load.partitions())
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            int open = load.records() + load.partitions();
            while (open > 0) {
                open -= consumer.poll(POLL).count();
            }
        }
    }
}
