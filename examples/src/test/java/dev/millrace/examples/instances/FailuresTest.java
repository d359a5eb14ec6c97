package dev.millrace.examples.instances;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.streams.KafkaStreams;
import dev.millrace.streams.KafkaStreams.State;
import dev.millrace.streams.StoreQueryParameters;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.errors.InvalidStateStorePartitionException;
import dev.millrace.streams.errors.MissingSourceTopicException;
import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.errors.StreamsNotStartedException;
import dev.millrace.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import dev.millrace.streams.errors.UnknownStateStoreException;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.QueryableStoreTypes;
import dev.millrace.streams.state.ReadOnlyKeyValueStore;

import static dev.millrace.examples.instances.Cluster.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of an instance when something goes wrong. */
@ParameterizedClass
@ValueSource(strings = {"classic", "streams"})
class FailuresTest {
    private static final String POISON = "poison";

    @TempDir
    private Path directory;

    private final List<KafkaStreams> instances = new ArrayList<>();
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private final AtomicBoolean poisonous = new AtomicBoolean(true);
    private Cluster cluster;

    @Parameter
    private String protocol;

    @BeforeEach
    void start() throws Exception {
        cluster = new Cluster(directory.resolve("broker"));
    }

    @AfterEach
    void close() {
        instances.forEach(KafkaStreams::close);
        cluster.close();
    }

    @Test
    void errorStopsTheClientByDefault() throws Exception {
        createTopics();
        KafkaStreams instance = open("a", Map.of());
        List<State> states = new CopyOnWriteArrayList<>();
        instance.setStateListener((to, from) -> states.add(to));
        instance.start();

        cluster.write(Counting.INPUT, List.of(POISON));

        await("ended in error", () -> instance.state() == State.ERROR);
        assertThat(states).endsWith(State.PENDING_ERROR, State.ERROR);
    }

    @Test
    void handlerThatFailsItselfStopsTheClient() throws Exception {
        createTopics();
        KafkaStreams instance = open("a", Map.of());
        instance.setUncaughtExceptionHandler(failure -> {
            throw new AssertionError("in the handler");
        });
        instance.start();

        cluster.write(Counting.INPUT, List.of(POISON));

        await("ended in error", () -> instance.state() == State.ERROR);
    }

    @Test
    void replacedThreadGoesOnWhereTheFailedOneCommitted() throws Exception {
        createTopics();
        KafkaStreams instance = open("a", Map.of());
        answer(instance, StreamThreadExceptionResponse.REPLACE_THREAD);
        instance.start();
        cluster.write(Counting.INPUT, List.of("fine", POISON));
        await("failed once", () -> !uncaught.isEmpty());

        poisonous.set(false);

        await(
                "counted by another thread",
                () -> Counting.counts(instance).keySet().equals(Set.of("fine", POISON)));
        assertThat(uncaught)
                .allSatisfy(failure ->
                        assertThat(failure).isInstanceOf(StreamsException.class).hasRootCauseMessage(POISON));
        assertThat(instance.state()).isEqualTo(State.RUNNING);
    }

    @Test
    void shutdownOfTheApplicationStopsEveryInstance() throws Exception {
        createTopics();
        KafkaStreams a = open("a", Map.of());
        KafkaStreams b = open("b", Map.of());
        answer(a, StreamThreadExceptionResponse.SHUTDOWN_APPLICATION);
        answer(b, StreamThreadExceptionResponse.SHUTDOWN_APPLICATION);
        a.start();
        b.start();
        await("both run", () -> a.state() == State.RUNNING && b.state() == State.RUNNING);

        cluster.write(Counting.INPUT, List.of(POISON));

        await("both ended", () -> a.state() == State.ERROR && b.state() == State.ERROR);
    }

    @Test
    void missingInputTopicIsAnErrorWithItsName() {
        KafkaStreams instance = open("a", Map.of());
        answer(instance, StreamThreadExceptionResponse.SHUTDOWN_CLIENT);

        instance.start();

        await("ended in error", () -> instance.state() == State.ERROR);
        assertThat(uncaught).singleElement().satisfies(failure -> assertThat(failure)
                .isInstanceOf(MissingSourceTopicException.class)
                .hasMessageContaining(Counting.INPUT));
    }

    @Test
    void instanceStartsOnceOnly() throws Exception {
        createTopics();
        KafkaStreams instance = open("a", Map.of());
        instance.start();

        assertThatThrownBy(instance::start).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> instance.setStateListener(null)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(instance::cleanUp).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void secondInstanceOnTheSameStateDirectoryIsRefused() throws Exception {
        createTopics();
        open("a", Map.of()).start();
        KafkaStreams second = open("a", Map.of());

        assertThatThrownBy(second::start).isInstanceOf(StreamsException.class).hasMessageContaining("another instance");
        await("second ended", () -> second.state() == State.ERROR);
    }

    @Test
    void instanceNeverStartedCloses() {
        KafkaStreams instance = open("a", Map.of());

        instance.close();

        assertThat(instance.state()).isEqualTo(State.NOT_RUNNING);
    }

    @Test
    void queriesTellWhyTheyCannotBeAnswered() throws Exception {
        createTopics();
        KafkaStreams instance = open("a", Map.of());
        assertThatThrownBy(() -> view(instance, Counting.STORE)).isInstanceOf(StreamsNotStartedException.class);
        instance.start();
        await("running", () -> instance.state() == State.RUNNING);

        assertThatThrownBy(() -> view(instance, "nothing")).isInstanceOf(UnknownStateStoreException.class);
        ReadOnlyKeyValueStore<String, Long> elsewhere = instance.store(
                StoreQueryParameters.fromNameAndType(Counting.STORE, QueryableStoreTypes.<String, Long>keyValueStore())
                        .withPartition(99));
        assertThatThrownBy(() -> elsewhere.get("x")).isInstanceOf(InvalidStateStorePartitionException.class);
        instance.close();
        assertThatThrownBy(() -> view(instance, Counting.STORE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("NOT_RUNNING");
    }

    @Test
    void threadsOfAnInstanceShareThePartitionsAndOutliveTheFailureOfOne() throws Exception {
        createTopics();
        KafkaStreams instance = open("a", Map.of(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 3));
        answer(instance, StreamThreadExceptionResponse.REPLACE_THREAD);
        instance.start();
        cluster.write(Counting.INPUT, List.of("a", "b", "c", "d", POISON, "e"));
        await("failed", () -> !uncaught.isEmpty());
        poisonous.set(false);

        await(
                "all counted, perhaps again",
                () -> Counting.counts(instance).keySet().equals(Set.of("a", "b", "c", "d", "e", POISON)));
        assertThat(Counting.counts(instance)).containsEntry(POISON, 1L);
    }

    private void createTopics() throws Exception {
        cluster.create(Counting.INPUT, 4);
        cluster.create(Counting.OUTPUT, 4);
    }

    private KafkaStreams open(String name, Map<String, ?> settings) {
        KafkaStreams instance = Counting.instance(
                cluster.bootstrapServers(),
                directory.resolve(name),
                Counting.in(protocol, settings),
                () -> new Counting.Counter() {
                    @Override
                    public void process(Record<String, String> record) {
                        if (poisonous.get() && record.key().equals(POISON)) {
                            throw new IllegalStateException(POISON);
                        }
                        super.process(record);
                    }
                });
        instances.add(instance);
        return instance;
    }

    private void answer(KafkaStreams instance, StreamThreadExceptionResponse response) {
        instance.setUncaughtExceptionHandler(failure -> {
            uncaught.add(failure);
            return response;
        });
    }

    private static ReadOnlyKeyValueStore<String, Long> view(KafkaStreams instance, String store) {
        return instance.store(StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.keyValueStore()));
    }
}
