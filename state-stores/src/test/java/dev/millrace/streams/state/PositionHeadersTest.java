package dev.millrace.streams.state;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.kstream.internals.SessionWindow;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.query.Position;

import static org.assertj.core.api.Assertions.assertThat;

/** Positions in the headers of changelogs: written and read as Kafka Streams does, by the setting that it has. */
class PositionHeadersTest {
    private static final Map<String, Object> WANTED = Map.of("__iq.consistency.offset.vector.enabled__", true);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SIZE = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    /** A kind of store, of ours and of Kafka Streams. */
    private record Kind(
            String name,
            Supplier<StoreBuilder<?>> ours,
            BiConsumer<StateStore, Long> put,
            Supplier<org.apache.kafka.streams.state.StoreBuilder<?>> theirs,
            BiConsumer<org.apache.kafka.streams.processor.StateStore, Long> putTheirs) {
        @Override
        public String toString() {
            return name;
        }
    }

    @SuppressWarnings("unchecked")
    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind(
                        "key-value on disk",
                        () -> Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(FakeTask.STORE), Serdes.String(), Serdes.String()),
                        (store, time) -> ((KeyValueStore<String, String>) store).put("a", "v" + time),
                        () -> org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                                org.apache.kafka.streams.state.Stores.persistentKeyValueStore(FakeTask.STORE),
                                Serdes.String(),
                                Serdes.String()),
                        (store, time) -> ((org.apache.kafka.streams.state.KeyValueStore<String, String>) store)
                                .put("a", "v" + time)),
                new Kind(
                        "key-value in the heap",
                        () -> Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(FakeTask.STORE), Serdes.String(), Serdes.String()),
                        (store, time) -> ((KeyValueStore<String, String>) store).put("a", "v" + time),
                        () -> org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                                org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(FakeTask.STORE),
                                Serdes.String(),
                                Serdes.String()),
                        (store, time) -> ((org.apache.kafka.streams.state.KeyValueStore<String, String>) store)
                                .put("a", "v" + time)),
                new Kind(
                        "windows in the heap",
                        () -> Stores.windowStoreBuilder(
                                Stores.inMemoryWindowStore(FakeTask.STORE, LONG, SIZE, false),
                                Serdes.String(),
                                Serdes.String()),
                        (store, time) -> ((WindowStore<String, String>) store).put("a", "v" + time, time),
                        () -> org.apache.kafka.streams.state.Stores.windowStoreBuilder(
                                org.apache.kafka.streams.state.Stores.inMemoryWindowStore(
                                        FakeTask.STORE, LONG, SIZE, false),
                                Serdes.String(),
                                Serdes.String()),
                        (store, time) -> ((org.apache.kafka.streams.state.WindowStore<String, String>) store)
                                .put("a", "v" + time, time)),
                new Kind(
                        "sessions on disk",
                        () -> Stores.sessionStoreBuilder(
                                Stores.persistentSessionStore(FakeTask.STORE, LONG), Serdes.String(), Serdes.String()),
                        (store, time) -> ((SessionStore<String, String>) store)
                                .put(new Windowed<>("a", new SessionWindow(0, time)), "v" + time),
                        () -> org.apache.kafka.streams.state.Stores.sessionStoreBuilder(
                                org.apache.kafka.streams.state.Stores.persistentSessionStore(FakeTask.STORE, LONG),
                                Serdes.String(),
                                Serdes.String()),
                        (store, time) -> ((org.apache.kafka.streams.state.SessionStore<String, String>) store)
                                .put(
                                        new org.apache.kafka.streams.kstream.Windowed<>(
                                                "a",
                                                new org.apache.kafka.streams.kstream.internals.SessionWindow(0, time)),
                                        "v" + time)),
                new Kind(
                        "versions",
                        () -> Stores.versionedKeyValueStoreBuilder(
                                Stores.persistentVersionedKeyValueStore(FakeTask.STORE, LONG),
                                Serdes.String(),
                                Serdes.String()),
                        (store, time) -> ((VersionedKeyValueStore<String, String>) store).put("a", "v" + time, time),
                        () -> org.apache.kafka.streams.state.Stores.versionedKeyValueStoreBuilder(
                                org.apache.kafka.streams.state.Stores.persistentVersionedKeyValueStore(
                                        FakeTask.STORE, LONG),
                                Serdes.String(),
                                Serdes.String()),
                        (store, time) -> ((org.apache.kafka.streams.state.VersionedKeyValueStore<String, String>) store)
                                .put("a", "v" + time, time)));
    }

    private List<ConsumerRecord<byte[], byte[]>> ourLog(Kind kind, Map<String, Object> configs) {
        try (FakeTask task = new FakeTask(directory.resolve("ours"), 0, 1 << 20, configs)) {
            StateStore store = task.open(kind.ours().get().build());
            for (long offset = 0; offset < 2; offset++) {
                task.at(offset, offset);
                kind.put().accept(store, offset);
            }
            task.commit();
            return List.copyOf(task.log());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void copyOfAStoreKnowsThePositionOfItsChangelog(Kind kind) {
        List<ConsumerRecord<byte[], byte[]>> log = ourLog(kind, WANTED);
        try (FakeTask copy = new FakeTask(directory.resolve("copy"), 0, 1 << 20, WANTED)) {
            copy.log().addAll(log);
            StateStore store = copy.open(kind.ours().get().build());
            assertThat(store.getPosition()).isEqualTo(Position.emptyPosition());
            copy.restore(store);
            assertThat(store.getPosition()).isEqualTo(at(1));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void kafkaStreamsReadsThePositionFromOurChangelog(Kind kind) {
        List<ConsumerRecord<byte[], byte[]>> log = ourLog(kind, WANTED);
        KafkaTask.restoreAndRead(
                directory.resolve("theirs"), WANTED, kind.theirs().get(), log, store -> assertThat(
                                store.getPosition().toString())
                        .isEqualTo("Position{position={input={0=1}}}"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void weReadThePositionFromTheirChangelog(Kind kind) {
        try (KafkaTask<?> theirs = new KafkaTask<>(
                        directory.resolve("theirs"), 0, WANTED, kind.theirs().get());
                FakeTask copy = new FakeTask(directory.resolve("copy"), 0, 1 << 20, WANTED)) {
            theirs.run(5, store -> kind.putTheirs().accept(store, 5L));
            theirs.run(6, store -> kind.putTheirs().accept(store, 6L));
            copy.log().addAll(theirs.log());
            StateStore store = copy.open(kind.ours().get().build());
            copy.restore(store);
            assertThat(store.getPosition()).isEqualTo(at(1));
            assertThat(copy.log()).hasSize(2);
        }
    }

    @Test
    void recordsHaveNoPositionUnlessItIsWanted() {
        Kind kind = kinds().findFirst().orElseThrow();
        assertThat(ourLog(kind, Map.of())).hasSize(2).allSatisfy(record -> assertThat(record.headers())
                .isEmpty());
    }

    @Test
    void positionThatCannotBeReadIsNone() {
        Kind kind = kinds().findFirst().orElseThrow();
        List<ConsumerRecord<byte[], byte[]>> log = ourLog(kind, WANTED);
        log.forEach(record -> record.headers().remove("c").add("c", new byte[] {0, 0, 0, 0, 1, 0, 0, 0, 99}));
        try (FakeTask copy = new FakeTask(directory.resolve("copy"), 0, 1 << 20, WANTED)) {
            copy.log().addAll(log);
            StateStore store = copy.open(kind.ours().get().build());
            copy.restore(store);
            assertThat(store.getPosition()).isEqualTo(Position.emptyPosition());
        }
    }

    private static Position at(long offset) {
        return Position.emptyPosition().withComponent("input", 0, offset);
    }
}
