package dev.millrace.benchmarks.rounds;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes the input, and works out for itself what must come out. */
final class RoundsLoad implements AutoCloseable {
    private static final int VOCABULARY = 40;

    private final KafkaProducer<String, String> producer;
    private final Random random;
    private final long firstTimestamp = Instant.now().toEpochMilli();
    private final List<Future<?>> acknowledgements = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Set<String> joined = new HashSet<>();
    private int written;

    RoundsLoad(String bootstrapServers, Random random) {
        this.random = random;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "delivery.timeout.ms",
                        600_000,
                        "max.block.ms",
                        600_000,
                        "linger.ms",
                        1),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Sends words and as many pairs, without waiting for acknowledgements. */
    void send(int words) {
        for (int i = 0; i < words; i++) {
            sendWord();
            sendPair();
        }
    }

    private void sendWord() {
        String word = "word" + random.nextInt(VOCABULARY);
        counts.merge(word, 1, Integer::sum);
        send(JoinAndCount.WORDS, "id" + written, word, firstTimestamp + written);
    }

    /** Both sides of a key, up to two windows apart in either direction, so that about half of them meet. */
    private void sendPair() {
        String key = "key" + written;
        long window = JoinAndCount.WINDOW.toMillis();
        long apart = random.nextLong(-2 * window, 2 * window + 1);
        long timestamp = firstTimestamp + written;
        if (Math.abs(apart) <= window) {
            joined.add(key + "=L" + key + "R" + key);
        }
        send(JoinAndCount.LEFT, key, "L" + key, timestamp);
        send(JoinAndCount.RIGHT, key, "R" + key, timestamp + apart);
    }

    private void send(String topic, String key, String value, long timestamp) {
        acknowledgements.add(producer.send(new ProducerRecord<>(topic, null, timestamp, key, value)));
        written++;
    }

    /** Waits until everything is acknowledged, and fails if something was not. */
    void finish() throws Exception {
        producer.flush();
        for (Future<?> acknowledgement : acknowledgements) {
            acknowledgement.get();
        }
    }

    /** How often each word was sent. */
    Map<String, Integer> counts() {
        return counts;
    }

    /** Pairs within one window, as key and joined value. */
    Set<String> joined() {
        return joined;
    }

    int written() {
        return written;
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
