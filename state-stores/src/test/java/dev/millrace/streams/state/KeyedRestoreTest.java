package dev.millrace.streams.state;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.millrace.streams.processor.StateStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Key-value and versioned stores of every format are restored from changelogs that Kafka Streams wrote, and the other
 * way round; {@link TimedRestoreTest} says the same of windows and sessions.
 */
class KeyedRestoreTest {
    private static final Duration HISTORY = Duration.ofMinutes(5);
    private static final Serde<String> TEXT = Serdes.String();
    private static final int KEYS = 5;

    @TempDir
    Path ourDir;

    @TempDir
    Path theirDir;

    /** A put into a store of ours or of Kafka Streams. */
    private interface Put<S> {
        void put(S store, String key, @Nullable String value, long time);
    }

    /**
     * A kind of store as both libraries have it.
     *
     * @param content of ours, as text
     * @param theirContent of theirs
     */
    private record Kind(
            String name,
            Supplier<StoreBuilder<?>> ours,
            Put<StateStore> put,
            Function<StateStore, List<String>> content,
            Supplier<org.apache.kafka.streams.state.StoreBuilder<?>> theirs,
            Put<org.apache.kafka.streams.processor.StateStore> theirPut,
            Function<org.apache.kafka.streams.processor.StateStore, List<String>> theirContent) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                plain(
                        "plain on disk",
                        Stores::persistentKeyValueStore,
                        org.apache.kafka.streams.state.Stores::persistentKeyValueStore),
                plain(
                        "plain in the heap",
                        Stores::inMemoryKeyValueStore,
                        org.apache.kafka.streams.state.Stores::inMemoryKeyValueStore),
                plain(
                        "plain, the most recent",
                        name -> Stores.lruMap(name, 100),
                        name -> org.apache.kafka.streams.state.Stores.lruMap(name, 100)),
                timestamped(
                        "timestamped on disk",
                        Stores::persistentTimestampedKeyValueStore,
                        org.apache.kafka.streams.state.Stores::persistentTimestampedKeyValueStore),
                timestamped(
                        "timestamped in the heap",
                        Stores::inMemoryKeyValueStore,
                        org.apache.kafka.streams.state.Stores::inMemoryKeyValueStore),
                headed(
                        "headers on disk",
                        Stores::persistentTimestampedKeyValueStoreWithHeaders,
                        org.apache.kafka.streams.state.Stores::persistentTimestampedKeyValueStoreWithHeaders),
                headed(
                        "headers in the heap",
                        Stores::inMemoryKeyValueStore,
                        org.apache.kafka.streams.state.Stores::inMemoryKeyValueStore),
                versioned());
    }

    private interface Ours extends Function<String, KeyValueBytesStoreSupplier> {}

    private interface Theirs extends Function<String, org.apache.kafka.streams.state.KeyValueBytesStoreSupplier> {}

    @SuppressWarnings("unchecked")
    private static Kind plain(String name, Ours ours, Theirs theirs) {
        return new Kind(
                name,
                () -> Stores.keyValueStoreBuilder(ours.apply(FakeTask.STORE), TEXT, TEXT),
                (store, key, value, time) -> ((KeyValueStore<String, String>) store).put(key, value),
                KeyedRestoreTest::rows,
                () -> org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        theirs.apply(FakeTask.STORE), TEXT, TEXT),
                (store, key, value, time) ->
                        ((org.apache.kafka.streams.state.KeyValueStore<String, String>) store).put(key, value),
                KeyedRestoreTest::theirRows);
    }

    @SuppressWarnings("unchecked")
    private static Kind timestamped(String name, Ours ours, Theirs theirs) {
        return new Kind(
                name,
                () -> Stores.timestampedKeyValueStoreBuilder(ours.apply(FakeTask.STORE), TEXT, TEXT),
                (store, key, value, time) -> ((TimestampedKeyValueStore<String, String>) store)
                        .put(key, ValueAndTimestamp.make(value, time)),
                KeyedRestoreTest::rows,
                () -> org.apache.kafka.streams.state.Stores.timestampedKeyValueStoreBuilder(
                        theirs.apply(FakeTask.STORE), TEXT, TEXT),
                (store, key, value, time) -> ((org.apache.kafka.streams.state.TimestampedKeyValueStore<String, String>)
                                store)
                        .put(key, org.apache.kafka.streams.state.ValueAndTimestamp.make(value, time)),
                KeyedRestoreTest::theirRows);
    }

    private static RecordHeaders headers(long time) {
        RecordHeaders headers = new RecordHeaders();
        if (time % 3 != 0) {
            headers.add("at", Long.toString(time).getBytes(StandardCharsets.UTF_8))
                    .add("none", null);
        }
        return headers;
    }

    @SuppressWarnings("unchecked")
    private static Kind headed(String name, Ours ours, Theirs theirs) {
        return new Kind(
                name,
                () -> Stores.timestampedKeyValueStoreWithHeadersBuilder(ours.apply(FakeTask.STORE), TEXT, TEXT),
                (store, key, value, time) -> ((TimestampedKeyValueStoreWithHeaders<String, String>) store)
                        .put(key, ValueTimestampHeaders.make(value, time, headers(time))),
                KeyedRestoreTest::rows,
                () -> org.apache.kafka.streams.state.Stores.timestampedKeyValueStoreWithHeadersBuilder(
                        theirs.apply(FakeTask.STORE), TEXT, TEXT),
                (store, key, value, time) -> ((org.apache.kafka.streams.state.TimestampedKeyValueStoreWithHeaders<
                                        String, String>)
                                store)
                        .put(
                                key,
                                org.apache.kafka.streams.state.ValueTimestampHeaders.make(value, time, headers(time))),
                KeyedRestoreTest::theirRows);
    }

    @SuppressWarnings("unchecked")
    private static List<String> rows(StateStore store) {
        List<String> rows = new ArrayList<>();
        try (KeyValueIterator<String, Object> all = ((KeyValueStore<String, Object>) store).all()) {
            all.forEachRemaining(row -> rows.add(row.key + "=" + row.value));
        }
        rows.sort(null);
        return rows;
    }

    @SuppressWarnings("unchecked")
    private static List<String> theirRows(org.apache.kafka.streams.processor.StateStore store) {
        List<String> rows = new ArrayList<>();
        try (var all = ((org.apache.kafka.streams.state.KeyValueStore<String, Object>) store).all()) {
            all.forEachRemaining(row -> rows.add(row.key + "=" + row.value));
        }
        rows.sort(null);
        return rows;
    }

    @SuppressWarnings("unchecked")
    private static Kind versioned() {
        return new Kind(
                "versions",
                () -> Stores.versionedKeyValueStoreBuilder(
                        Stores.persistentVersionedKeyValueStore(FakeTask.STORE, HISTORY), TEXT, TEXT),
                (store, key, value, time) -> ((VersionedKeyValueStore<String, String>) store).put(key, value, time),
                store -> versions((key, time) -> ((VersionedKeyValueStore<String, String>) store).get(key, time)),
                () -> org.apache.kafka.streams.state.Stores.versionedKeyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.persistentVersionedKeyValueStore(FakeTask.STORE, HISTORY),
                        TEXT,
                        TEXT),
                (store, key, value, time) -> ((org.apache.kafka.streams.state.VersionedKeyValueStore<String, String>)
                                store)
                        .put(key, value, time),
                store -> versions(
                        (key, time) -> ((org.apache.kafka.streams.state.VersionedKeyValueStore<String, String>) store)
                                .get(key, time)));
    }

    private static List<String> versions(BiFunction<String, Long, @Nullable Object> asOf) {
        List<String> versions = new ArrayList<>();
        for (int key = 0; key < KEYS; key++) {
            for (long time = 0; time < 90; time += 7) {
                versions.add("k" + key + " at " + time + ": " + asOf.apply("k" + key, time));
            }
        }
        return versions;
    }

    private static <S> void fill(S store, Put<S> put) {
        Random random = new Random(11);
        for (int step = 0; step < 60; step++) {
            String key = "k" + random.nextInt(KEYS);
            put.put(store, key, random.nextInt(5) == 0 ? null : "v" + step, step + random.nextInt(20));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theirChangelogRestoresOurs(Kind kind) {
        try (KafkaTask<?> theirs = new KafkaTask<>(theirDir, 0, kind.theirs().get());
                FakeTask task = new FakeTask(ourDir, 0, 1 << 20)) {
            List<String> expected = new ArrayList<>();
            theirs.run(100, store -> {
                fill(store, kind.theirPut());
                expected.addAll(kind.theirContent().apply(store));
            });
            task.log().addAll(theirs.log());
            StateStore ours = task.open(kind.ours().get().build());
            task.restore(ours);
            assertThat(kind.content().apply(ours)).isNotEmpty().isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void ourChangelogRestoresTheirs(Kind kind) {
        try (FakeTask task = new FakeTask(ourDir, 0, 1 << 20)) {
            StateStore ours = task.open(kind.ours().get().build());
            task.at(100);
            fill(ours, kind.put());
            task.commit();
            List<String> restored = new ArrayList<>();
            KafkaTask.restoreAndRead(
                    theirDir,
                    kind.theirs().get(),
                    task.log(),
                    store -> restored.addAll(kind.theirContent().apply(store)));
            assertThat(restored).isNotEmpty().isEqualTo(kind.content().apply(ours));
        }
    }
}
