package dev.millrace.interop.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the tests themselves write to topics and read from them. */
public record Topics(String bootstrapServers) {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int POLLS = 900;

    /** Makes topics with two partitions each. */
    public void create(String... names) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(Arrays.stream(names)
                            .map(name -> new NewTopic(name, 2, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    /** Writes the records, in their order. */
    public void send(List<ProducerRecord<String, String>> records) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers);
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            records.forEach(producer::send);
        }
    }

    /** Reads all records of committed transactions that the topics hold now. */
    public List<ConsumerRecord<String, String>> readToEnd(String... names) {
        try (var consumer = consumer("read_committed")) {
            List<TopicPartition> partitions = assign(consumer, names);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            return read(consumer, records -> ends.entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey()) >= end.getValue()));
        }
    }

    /** Waits until the topics hold so many records, of committed transactions only if asked for. */
    public void await(int count, String isolationLevel, String... names) {
        try (var consumer = consumer(isolationLevel)) {
            assign(consumer, names);
            read(consumer, records -> records.size() >= count);
        }
    }

    /** Waits until what the topics hold fulfils a condition. */
    public void await(Predicate<List<ConsumerRecord<String, String>>> condition, String... names) {
        try (var consumer = consumer("read_committed")) {
            assign(consumer, names);
            read(consumer, condition);
        }
    }

    private KafkaConsumer<String, String> consumer(String isolationLevel) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "isolation.level", isolationLevel);
        return new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
    }

    private static List<TopicPartition> assign(KafkaConsumer<String, String> consumer, String... names) {
        List<TopicPartition> partitions = Arrays.stream(names)
                .flatMap(name -> consumer.partitionsFor(name).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return partitions;
    }

    private static List<ConsumerRecord<String, String>> read(
            KafkaConsumer<String, String> consumer, Predicate<List<ConsumerRecord<String, String>>> condition) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        for (int i = 0; i < POLLS; i++) {
            if (condition.test(records)) {
                return records;
            }
            consumer.poll(POLL).forEach(records::add);
        }
        throw new AssertionError("only " + records.size() + " records came in time");
    }
}
