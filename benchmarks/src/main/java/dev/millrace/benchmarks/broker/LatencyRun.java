package dev.millrace.benchmarks.broker;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records at a steady rate and measures each from before its send until a consumer in this process has it.
 *
 * <p>A thread of its own sends; when it is late, records keep the time at which they were due, so that a pause counts
 * for each record that it held up.
 */
final class LatencyRun {
    private static final double NANOS_PER_MS = 1e6;
    private static final double NANOS = 1e9;
    private static final int VALUE_BYTES = 100;
    private static final Duration POLL = Duration.ofMillis(100);

    private final MeasuredBroker broker;
    private final NewTopic made;
    private final String topic;
    private final int ratePerSecond;
    private final int records;

    /**
     * Prepares a run.
     *
     * @param topic made for the run, with one partition
     * @param records how many are sent; the first quarter is not counted
     */
    LatencyRun(MeasuredBroker broker, NewTopic topic, int ratePerSecond, int records) {
        this.broker = broker;
        this.made = topic;
        this.topic = topic.name();
        this.ratePerSecond = ratePerSecond;
        this.records = records;
    }

    /**
     * What a run came to.
     *
     * @param medianMs half of the records took no longer
     * @param p99Ms 99 of 100 took no longer
     * @param cpuPercent CPU time of the broker for each second, in percent of one core
     */
    record Latency(double medianMs, double p99Ms, double cpuPercent) {}

    Latency run() throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (Admin admin = Admin.create(settings);
                KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            admin.createTopics(List.of(made)).all().get();
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.seekToBeginning(consumer.assignment());
            consumer.poll(Duration.ZERO);
            long cpu = broker.cpuMillis();
            long begin = System.nanoTime();
            Thread sender = new Thread(this::send, "sender");
            sender.start();
            long[] nanos = receive(consumer);
            double seconds = (System.nanoTime() - begin) / NANOS;
            double cpuPercent = (broker.cpuMillis() - cpu) / seconds / 10;
            sender.join();
            admin.deleteTopics(List.of(topic)).all().get();
            long[] counted = Arrays.copyOfRange(nanos, records / 4, records);
            Arrays.sort(counted);
            return new Latency(
                    counted[counted.length / 2] / NANOS_PER_MS,
                    counted[(int) (counted.length * 0.99)] / NANOS_PER_MS,
                    cpuPercent);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "enable.auto.commit", false);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void send() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all", "linger.ms", 0);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.partitionsFor(topic);
            long begin = System.nanoTime();
            for (int i = 0; i < records; i++) {
                long due = begin + (long) (i * NANOS / ratePerSecond);
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                byte[] value = ByteBuffer.allocate(VALUE_BYTES).putLong(due).array();
                producer.send(new ProducerRecord<>(topic, value));
            }
        }
    }

    private long[] receive(KafkaConsumer<byte[], byte[]> consumer) {
        long[] nanos = new long[records];
        int received = 0;
        while (received < records) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                nanos[received++] =
                        System.nanoTime() - ByteBuffer.wrap(record.value()).getLong();
            }
        }
        return nanos;
    }
}
