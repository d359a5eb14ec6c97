package dev.millrace.benchmarks.rounds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

import static org.assertj.core.api.Assertions.assertThat;

/** What the application has written and committed so far, in the order of each partition. */
final class RoundsOutput implements AutoCloseable {
    private final KafkaConsumer<String, String> consumer;
    private final Map<String, List<Integer>> counts = new HashMap<>();
    private final List<String> joined = new ArrayList<>();
    private final Set<String> different = new HashSet<>();

    RoundsOutput(String bootstrapServers, int partitions) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer());
        List<TopicPartition> all = Stream.of(JoinAndCount.COUNTS, JoinAndCount.JOINED)
                .flatMap(topic -> IntStream.range(0, partitions).mapToObj(number -> new TopicPartition(topic, number)))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    /** Reads what has been added. */
    void poll() {
        consumer.poll(Duration.ofMillis(50)).forEach(this::add);
    }

    private void add(ConsumerRecord<String, String> record) {
        if (record.topic().equals(JoinAndCount.COUNTS)) {
            counts.computeIfAbsent(record.key(), word -> new ArrayList<>()).add(Integer.valueOf(record.value()));
        } else {
            String pair = record.key() + "=" + record.value();
            joined.add(pair);
            different.add(pair);
        }
    }

    int records() {
        return joined.size() + counts.values().stream().mapToInt(List::size).sum();
    }

    /** Whether nothing is missing; there may be too much. */
    boolean isComplete(RoundsLoad load) {
        return different.containsAll(load.joined())
                && load.counts().entrySet().stream().allMatch(entry -> highest(entry.getKey()) >= entry.getValue());
    }

    private int highest(String word) {
        return counts.getOrDefault(word, List.of()).stream()
                .mapToInt(count -> count)
                .max()
                .orElse(0);
    }

    /** Every count of every word once and in order, every pair once. */
    void assertExactly(RoundsLoad load) {
        Map<String, List<Integer>> expected = new HashMap<>();
        load.counts()
                .forEach((word, count) -> expected.put(
                        word, IntStream.rangeClosed(1, count).boxed().toList()));
        assertThat(counts).isEqualTo(expected);
        assertThat(joined).hasSize(load.joined().size());
        assertThat(different).isEqualTo(load.joined());
    }

    /** No pair but those that must be there, and of each word at last a count that has all of it. */
    void assertAtLeast(RoundsLoad load) {
        assertThat(different).isEqualTo(load.joined());
        assertThat(counts.keySet()).isEqualTo(load.counts().keySet());
        load.counts().forEach((word, count) -> {
            List<Integer> found = counts.get(word);
            assertThat(found.get(found.size() - 1)).as(word).isGreaterThanOrEqualTo(count);
        });
    }

    @Override
    public void close() {
        consumer.close();
    }
}
