package dev.millrace.examples.wordcount;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KafkaStreams;
import dev.millrace.streams.StoreQueryParameters;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.errors.InvalidStateStoreException;
import dev.millrace.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.QueryableStoreTypes;
import dev.millrace.streams.state.ReadOnlyKeyValueStore;

/**
 * One running instance of the topology.
 *
 * <p><em>Confined to the main thread;</em> stream threads only leave their failure in {@code failure}.
 */
final class RunningTopology implements AutoCloseable {

    /** Short, because progress and completion are read from committed offsets. */
    private static final int COMMIT_INTERVAL_MS = 200;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private final KafkaStreams streams;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    RunningTopology(Topics topics, String bootstrapServers, Path stateDirectory) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, topics.applicationId());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS);
        streams = new KafkaStreams(WordCountTopology.build(topics.lines(), topics.counts()), settings);
        streams.setUncaughtExceptionHandler(thrown -> {
            failure.compareAndSet(null, thrown);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    }

    void start() {
        streams.start();
    }

    /**
     * Says whether this instance has its share of the partitions, and their state.
     *
     * @throws WordCountFailure if a stream thread has died
     */
    boolean isRunning() {
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new WordCountFailure("the application failed: " + thrown.getMessage(), thrown);
        }
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Reads the counts that this instance holds, or nothing while they move to or from another instance. */
    Optional<TopWords> topWords(int limit) {
        try {
            ReadOnlyKeyValueStore<String, Long> store = streams.store(StoreQueryParameters.fromNameAndType(
                    WordCountTopology.STORE, QueryableStoreTypes.<String, Long>keyValueStore()));
            try (KeyValueIterator<String, Long> counts = store.all()) {
                return Optional.of(TopWords.of(counts, limit));
            }
        } catch (InvalidStateStoreException e) {
            // Says only that the partitions are being moved: the caller asks again.
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        streams.close(CLOSE_TIMEOUT);
    }
}
