package dev.millrace.benchmarks.wordcount;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes topics and fills the one that all runs read. */
final class Lines {

    private static final int PARTITIONS = 4;
    private static final short REPLICAS = 1;

    private Lines() {}

    static void createTopic(String bootstrapServers, String topic) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, REPLICAS)))
                    .all()
                    .get();
        }
    }

    /**
     * Writes as many lines as it takes to hold the words, each a millisecond later than the one before.
     *
     * @param startMs time of the first line, milliseconds since the epoch
     */
    static void write(String bootstrapServers, String topic, WordSource source, long words, long startMs) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 20);
        try (KafkaProducer<byte[], String> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new StringSerializer())) {
            for (long line = 0; line < words / WordSource.WORDS_PER_LINE; line++) {
                int partition = (int) (line % PARTITIONS);
                producer.send(new ProducerRecord<>(topic, partition, startMs + line, null, source.nextLine()));
            }
        }
    }
}
