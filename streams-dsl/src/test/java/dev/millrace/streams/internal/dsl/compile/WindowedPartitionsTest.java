package dev.millrace.streams.internal.dsl.compile;

import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.kstream.internals.WindowedStreamPartitioner;
import org.junit.jupiter.api.Test;

import dev.millrace.streams.kstream.SessionWindowedSerializer;
import dev.millrace.streams.kstream.TimeWindowedSerializer;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.kstream.internals.SessionWindow;
import dev.millrace.streams.kstream.internals.TimeWindow;

import static org.assertj.core.api.Assertions.assertThat;

/** Kafka Streams is the oracle, over many keys, windows and numbers of partitions. */
class WindowedPartitionsTest {
    private static final int KEYS = 2_000;
    private static final int MOST_PARTITIONS = 100;

    private final Random random = new Random(20261127);

    @Test
    void timeWindowsComeToThePartitionsOfKafkaStreams() {
        WindowedPartitions<String> ours =
                new WindowedPartitions<>(new TimeWindowedSerializer<>(new StringSerializer()));
        WindowedStreamPartitioner<String, Object> theirs = new WindowedStreamPartitioner<>(
                new org.apache.kafka.streams.kstream.TimeWindowedSerializer<>(new StringSerializer()));
        for (int i = 0; i < KEYS; i++) {
            String key = key();
            long start = random.nextInt(1_000_000);
            int count = 1 + random.nextInt(MOST_PARTITIONS);
            var window = new org.apache.kafka.streams.kstream.internals.TimeWindow(start, start + 10);
            var windowed = new org.apache.kafka.streams.kstream.Windowed<>(key, window);

            assertThat(ours.partitions("out", new Windowed<>(key, new TimeWindow(start, start + 10)), "v", count))
                    .isEqualTo(theirs.partitions("out", windowed, "v", count));
        }
    }

    @Test
    void sessionsComeToThePartitionsOfKafkaStreams() {
        WindowedPartitions<String> ours =
                new WindowedPartitions<>(new SessionWindowedSerializer<>(new StringSerializer()));
        WindowedStreamPartitioner<String, Object> theirs = new WindowedStreamPartitioner<>(
                new org.apache.kafka.streams.kstream.SessionWindowedSerializer<>(new StringSerializer()));
        for (int i = 0; i < KEYS; i++) {
            String key = key();
            long start = random.nextInt(1_000_000);
            int count = 1 + random.nextInt(MOST_PARTITIONS);
            var window = new org.apache.kafka.streams.kstream.internals.SessionWindow(start, start + 10);
            var windowed = new org.apache.kafka.streams.kstream.Windowed<>(key, window);

            assertThat(ours.partitions("out", new Windowed<>(key, new SessionWindow(start, start + 10)), "v", count))
                    .isEqualTo(theirs.partitions("out", windowed, "v", count));
        }
    }

    @Test
    void allWindowsOfAKeyComeToOnePartition() {
        WindowedPartitions<String> partitions =
                new WindowedPartitions<>(new TimeWindowedSerializer<>(new StringSerializer()));
        Optional<Set<Integer>> first = partitions.partitions("out", new Windowed<>("k", new TimeWindow(0, 10)), "v", 7);

        assertThat(partitions.partitions("out", new Windowed<>("k", new TimeWindow(990, 1_000)), "w", 7))
                .isEqualTo(first);
    }

    private String key() {
        return Integer.toString(random.nextInt(), 36);
    }
}
