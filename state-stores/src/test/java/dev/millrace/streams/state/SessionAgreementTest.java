package dev.millrace.streams.state;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.millrace.streams.DslStoreFormat;
import dev.millrace.streams.internal.spi.CachingStore;
import dev.millrace.streams.kstream.EmitStrategy;

import static org.assertj.core.api.Assertions.assertThat;

/** For session stores what {@link WindowAgreementTest} is for window stores. */
class SessionAgreementTest {
    private static final Duration RETENTION = Duration.ofMinutes(3);
    private static final int ROUNDS = 30;
    private static final long HEAP = 1 << 20;

    /** Entries leave it all the time, so that the older ones are read from what is committed. */
    private static final long SMALL_HEAP = 2_000;

    private static final List<String> KEYS =
            List.of("", "a", "aa", "a\0", "a\0\0\0\0\0\0\0\0", "ab", "b", "b\0a", "c\u00ff", "\0");

    @TempDir
    Path ourDir;

    @TempDir
    Path theirDir;

    static Stream<Arguments> programs() {
        return TimedSetup.sessions().stream()
                .flatMap(setup -> LongStream.rangeClosed(1, 2).mapToObj(seed -> Arguments.of(setup, seed)));
    }

    private record Step(String name, Function<Sessions, Object> work) {
        @Override
        public String toString() {
            return name;
        }
    }

    private TimedSetup setup;
    private Random random;
    private long latest = 1_000_000;

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("programs")
    void agreesWithKafkaStreams(TimedSetup chosen, long seed) {
        setup = chosen;
        random = new Random(seed);
        List<String> handedOn = new ArrayList<>();
        try (FakeTask task = new FakeTask(ourDir, setup.cacheBytes(), seed % 2 == 0 ? SMALL_HEAP : HEAP);
                KafkaTask<org.apache.kafka.streams.state.SessionStore<String, Object>> theirs =
                        new KafkaTask<>(theirDir, setup.cacheBytes(), theirs(setup))) {
            SessionStore<String, Object> store = task.open(ours(setup).build());
            listen(store, handedOn);
            for (int round = 0; round < ROUNDS; round++) {
                List<Step> steps = steps(round);
                long timestamp = latest + random.nextInt(1000);
                List<Object> ourAnswers = new ArrayList<>();
                List<Object> theirAnswers = new ArrayList<>();
                task.at(timestamp);
                steps.forEach(step -> ourAnswers.add(step.work().apply(new Sessions.Ours(store, setup.values()))));
                task.commit();
                theirs.run(
                        timestamp,
                        kafka -> steps.forEach(step ->
                                theirAnswers.add(step.work().apply(new Sessions.Theirs(kafka, setup.values())))));
                for (int step = 0; step < steps.size(); step++) {
                    assertThat(ourAnswers.get(step))
                            .as("round %d, %s", round, steps.get(step))
                            .isEqualTo(theirAnswers.get(step));
                }
            }
            assertThat(KafkaTask.readable(task.log())).isEqualTo(KafkaTask.readable(theirs.log()));
            assertThat(handedOn).isEqualTo(theirs.handedOn());
        }
    }

    @SuppressWarnings("unchecked")
    private void listen(SessionStore<String, Object> store, List<String> handedOn) {
        boolean caching = ((CachingStore<Object, Object>) store)
                .listenForDirty(
                        (key, newValue, oldValue, timestamp, headers) ->
                                handedOn.add(key + ": " + oldValue + "->" + newValue),
                        true);
        assertThat(caching).isEqualTo(setup.cached());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    static StoreBuilder<SessionStore<String, Object>> ours(TimedSetup setup) {
        SessionBytesStoreSupplier supplier = supplier(setup);
        StoreBuilder builder = setup.values() == DslStoreFormat.HEADERS
                ? Stores.sessionStoreWithHeadersBuilder(supplier, Serdes.String(), Serdes.String())
                : Stores.sessionStoreBuilder(supplier, Serdes.String(), Serdes.String());
        builder = setup.cached() ? builder.withCachingEnabled() : builder;
        return setup.logged() ? builder : builder.withLoggingDisabled();
    }

    private static SessionBytesStoreSupplier supplier(TimedSetup setup) {
        if (setup.onClose()) {
            return BuiltInDslStoreSuppliers.ROCKS_DB.sessionStore(
                    new DslSessionParams(FakeTask.STORE, RETENTION, EmitStrategy.onWindowClose(), setup.made()));
        }
        if (!setup.onDisk()) {
            return Stores.inMemorySessionStore(FakeTask.STORE, RETENTION);
        }
        return setup.made() == DslStoreFormat.HEADERS
                ? Stores.persistentSessionStoreWithHeaders(FakeTask.STORE, RETENTION)
                : Stores.persistentSessionStore(FakeTask.STORE, RETENTION);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    static org.apache.kafka.streams.state.StoreBuilder<org.apache.kafka.streams.state.SessionStore<String, Object>>
            theirs(TimedSetup setup) {
        org.apache.kafka.streams.state.SessionBytesStoreSupplier supplier = theirSupplier(setup);
        org.apache.kafka.streams.state.StoreBuilder builder = setup.values() == DslStoreFormat.HEADERS
                ? org.apache.kafka.streams.state.Stores.sessionStoreWithHeadersBuilder(
                        supplier, Serdes.String(), Serdes.String())
                : org.apache.kafka.streams.state.Stores.sessionStoreBuilder(supplier, Serdes.String(), Serdes.String());
        builder = setup.cached() ? builder.withCachingEnabled() : builder;
        return setup.logged() ? builder : builder.withLoggingDisabled();
    }

    private static org.apache.kafka.streams.state.SessionBytesStoreSupplier theirSupplier(TimedSetup setup) {
        if (setup.onClose()) {
            return org.apache.kafka.streams.state.BuiltInDslStoreSuppliers.ROCKS_DB.sessionStore(
                    new org.apache.kafka.streams.state.DslSessionParams(
                            FakeTask.STORE,
                            RETENTION,
                            org.apache.kafka.streams.kstream.EmitStrategy.onWindowClose(),
                            org.apache.kafka.streams.DslStoreFormat.valueOf(
                                    setup.made().name())));
        }
        if (!setup.onDisk()) {
            return org.apache.kafka.streams.state.Stores.inMemorySessionStore(FakeTask.STORE, RETENTION);
        }
        return setup.made() == DslStoreFormat.HEADERS
                ? org.apache.kafka.streams.state.Stores.persistentSessionStoreWithHeaders(FakeTask.STORE, RETENTION)
                : org.apache.kafka.streams.state.Stores.persistentSessionStore(FakeTask.STORE, RETENTION);
    }

    /** With a cache, time moves on in rounds of one put, as in {@link WindowAgreementTest}. */
    private List<Step> steps(int round) {
        if (setup.cached() && round % 2 == 0) {
            latest += random.nextInt(60_000);
            return List.of(put(key(), "v" + round, latest - random.nextInt(5_000), latest));
        }
        List<Step> steps = new ArrayList<>();
        int count = 1 + random.nextInt(20);
        for (int step = 0; step < count; step++) {
            steps.add(step("v" + round + "." + step));
        }
        return steps;
    }

    private Step put(String key, @Nullable String value, long start, long end) {
        return new Step("put " + key + " from " + start + " to " + end, store -> {
            store.put(key, value, start, end);
            return "put";
        });
    }

    private Step ending(long from, long to) {
        return new Step("ending from " + from + " to " + to, store -> store.ending(Math.min(from, to), to));
    }

    private String key() {
        return KEYS.get(random.nextInt(KEYS.size()));
    }

    private @Nullable String keyOrNone() {
        return random.nextInt(5) == 0 ? null : key();
    }

    /**
     * On disk, Kafka Streams misses keys that the last one goes on from with zero bytes; in the heap, it fails if the
     * first key comes after the last one.
     */
    private @Nullable String lastKey(@Nullable String first) {
        String key = keyOrNone();
        if (key != null && setup.onDisk()) {
            return key.endsWith("\0") ? null : key;
        }
        return key != null && first != null && first.compareTo(key) > 0 ? null : key;
    }

    private long end() {
        long back = random.nextInt((int) RETENTION.toMillis() + (setup.cached() ? 0 : 200_000));
        if (!setup.cached()) {
            latest += random.nextInt(3) == 0 ? random.nextInt(20_000) : 0;
        }
        long end = Math.max(0, latest - back);
        return random.nextBoolean() ? end - end % 10_000 + 9_999 : latest;
    }

    private long bound() {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> Long.MAX_VALUE;
            case 2 -> latest;
            default -> Math.max(0, latest - random.nextInt(400_000));
        };
    }

    /** A random step; with a cache, backward reads of Kafka Streams fail, the rest is as with windows. */
    private Step step(String value) {
        String key = key();
        boolean ascending = setup.cached() || random.nextBoolean();
        long from = setup.cached() ? latest - random.nextInt(170_000) : bound();
        long to = setup.cached() ? from + random.nextInt((int) (latest - from + 1)) : bound();
        long end = end();
        long start = Math.max(0, end - random.nextInt(4) * 5_000L);
        String time = " from " + from + " to " + to + (ascending ? "" : " backward");
        int choice = random.nextInt(14);
        if (choice > 8 || setup.cached() && choice > (setup.onDisk() ? 3 : 2)) {
            return put(key, value, start, end);
        }
        switch (choice) {
            case 0:
                return put(key, null, start, end);
            case 1:
                return new Step("remove " + key + " from " + start + " to " + end, store -> {
                    store.remove(key, start, end);
                    return "removed";
                });
            case 2:
                return new Step(
                        "fetch " + key + " from " + start + " to " + end, store -> store.fetch(key, start, end));
            case 3:
                return new Step("find " + key + time, store -> store.find(key, from, to, ascending));
            case 4:
                return new Step("fetch " + key, store -> store.fetch(key, ascending));
            case 5:
                return setup.onDisk() && !setup.onClose()
                        ? put(key, value, start, end)
                        : ending(Math.min(from, to), Math.min(latest, Math.max(from, to)));
            default:
                String keyFrom = keyOrNone();
                String keyTo = lastKey(keyFrom);
                String keys = keyFrom + " to " + keyTo;
                return choice == 6
                        ? new Step("fetch " + keys, store -> store.fetch(keyFrom, keyTo, ascending))
                        : new Step("find " + keys + time, store -> store.range(keyFrom, keyTo, from, to, ascending));
        }
    }
}
