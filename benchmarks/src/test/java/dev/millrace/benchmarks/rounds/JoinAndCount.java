package dev.millrace.benchmarks.rounds;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.streams.KafkaStreams;
import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.Topology;
import dev.millrace.streams.kstream.JoinWindows;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.processor.StateRestoreListener;

/** A word count and a windowed join as a process: it runs until it is told to end, and ends with 3 if it fails. */
final class JoinAndCount {
    static final String APPLICATION = "rounds";
    static final String WORDS = "words";
    static final String LEFT = "left";
    static final String RIGHT = "right";
    static final String COUNTS = "counts";
    static final String JOINED = "joined";
    /** Begins a line that says how many records of one changelog partition were restored. */
    static final String RESTORED = "RESTORED ";

    static final Duration WINDOW = Duration.ofSeconds(1);

    private JoinAndCount() {}

    /** Arguments: bootstrap servers, state directory, processing guarantee. */
    public static void main(String[] arguments) {
        KafkaStreams instance =
                new KafkaStreams(topology(), settings(arguments[0], Path.of(arguments[1]), arguments[2]));
        instance.setGlobalStateRestoreListener(new ToldRestores());
        instance.setStateListener((to, from) -> {
            if (to == KafkaStreams.State.ERROR) {
                Runtime.getRuntime().halt(3);
            }
        });
        Runtime.getRuntime().addShutdownHook(new Thread(instance::close, "close"));
        instance.start();
    }

    private static Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, String> words = builder.stream(WORDS);
        words.groupBy((id, word) -> word)
                .count()
                .toStream()
                .mapValues(String::valueOf)
                .to(COUNTS);
        KStream<String, String> left = builder.stream(LEFT);
        KStream<String, String> right = builder.stream(RIGHT);
        left.join(right, (l, r) -> l + r, JoinWindows.ofTimeDifferenceAndGrace(WINDOW, Duration.ofHours(12)))
                .to(JOINED);
        return builder.build();
    }

    private static Properties settings(String bootstrapServers, Path stateDirectory, String guarantee) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
        settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        settings.put(StreamsConfig.consumerPrefix("session.timeout.ms"), 6_000);
        settings.put(StreamsConfig.consumerPrefix("heartbeat.interval.ms"), 1_000);
        return settings;
    }

    /** Says for each changelog partition how much of it was restored. */
    private static final class ToldRestores implements StateRestoreListener {
        @Override
        public void onRestoreStart(TopicPartition partition, String store, long startingOffset, long endingOffset) {}

        @Override
        public void onBatchRestored(TopicPartition partition, String store, long batchEndOffset, long numRestored) {}

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long totalRestored) {
            System.out.println(RESTORED + totalRestored);
        }
    }
}
