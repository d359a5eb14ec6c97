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

import dev.millrace.streams.internal.spi.CachingStore;
import dev.millrace.streams.kstream.EmitStrategy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random programs run on our window stores and on those of Kafka Streams, answer by answer: late and out-of-order
 * times, deletions, keys that are the beginning of others. The seed is in the test's name and alone reproduces the run.
 */
class WindowAgreementTest {
    private static final Duration RETENTION = Duration.ofMinutes(3);
    private static final Duration SIZE = Duration.ofSeconds(10);
    private static final int ROUNDS = 30;
    private static final long HEAP = 1 << 20;

    /** Entries leave it all the time, so that the older ones are read from what is committed. */
    private static final long SMALL_HEAP = 2_000;

    private static final List<String> KEYS = List.of(
            "", "a", "aa", "a\0", "a\0\0\0\0\0\0\0\0", "a\0\0\0\0\0\0\0\0\0\0\0\0", "ab", "b", "b\0a", "c\u00ff", "\0");

    @TempDir
    Path ourDir;

    @TempDir
    Path theirDir;

    static Stream<Arguments> programs() {
        return TimedSetup.windows().stream()
                .flatMap(setup -> LongStream.rangeClosed(1, 2).mapToObj(seed -> Arguments.of(setup, seed)));
    }

    private record Step(String name, Function<Windows, Object> work) {
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
                KafkaTask<org.apache.kafka.streams.state.WindowStore<String, Object>> theirs =
                        new KafkaTask<>(theirDir, setup.cacheBytes(), theirs(setup))) {
            WindowStore<String, Object> store = task.open(ours(setup).build());
            listen(store, handedOn);
            Windows ours = new Windows.Ours(store, setup.values());
            for (int round = 0; round < ROUNDS; round++) {
                List<Step> steps = steps(round);
                long timestamp = latest + random.nextInt(1000);
                List<Object> ourAnswers = new ArrayList<>();
                List<Object> theirAnswers = new ArrayList<>();
                task.at(timestamp);
                steps.forEach(step -> ourAnswers.add(step.work().apply(ours)));
                task.commit();
                theirs.run(
                        timestamp,
                        kafka -> steps.forEach(step ->
                                theirAnswers.add(step.work().apply(new Windows.Theirs(kafka, setup.values())))));
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
    private void listen(WindowStore<String, Object> store, List<String> handedOn) {
        boolean caching = ((CachingStore<Object, Object>) store)
                .listenForDirty(
                        (key, newValue, oldValue, timestamp, headers) ->
                                handedOn.add(key + ": " + text(oldValue) + "->" + text(newValue)),
                        true);
        assertThat(caching).isEqualTo(setup.cached());
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    static StoreBuilder<WindowStore<String, Object>> ours(TimedSetup setup) {
        WindowBytesStoreSupplier supplier = supplier(setup);
        StoreBuilder builder =
                switch (setup.values()) {
                    case PLAIN -> Stores.windowStoreBuilder(supplier, Serdes.String(), Serdes.String());
                    case TIMESTAMPED ->
                        Stores.timestampedWindowStoreBuilder(supplier, Serdes.String(), Serdes.String());
                    case HEADERS ->
                        Stores.timestampedWindowStoreWithHeadersBuilder(supplier, Serdes.String(), Serdes.String());
                };
        builder = setup.cached() ? builder.withCachingEnabled() : builder;
        return setup.logged() ? builder : builder.withLoggingDisabled();
    }

    private static WindowBytesStoreSupplier supplier(TimedSetup setup) {
        if (setup.onClose()) {
            return BuiltInDslStoreSuppliers.ROCKS_DB.windowStore(new DslWindowParams(
                    FakeTask.STORE, RETENTION, SIZE, false, EmitStrategy.onWindowClose(), false, setup.made()));
        }
        if (!setup.onDisk()) {
            return Stores.inMemoryWindowStore(FakeTask.STORE, RETENTION, SIZE, setup.duplicates());
        }
        return switch (setup.made()) {
            case PLAIN -> Stores.persistentWindowStore(FakeTask.STORE, RETENTION, SIZE, setup.duplicates());
            case TIMESTAMPED ->
                Stores.persistentTimestampedWindowStore(FakeTask.STORE, RETENTION, SIZE, setup.duplicates());
            case HEADERS ->
                Stores.persistentTimestampedWindowStoreWithHeaders(FakeTask.STORE, RETENTION, SIZE, setup.duplicates());
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    static org.apache.kafka.streams.state.StoreBuilder<org.apache.kafka.streams.state.WindowStore<String, Object>>
            theirs(TimedSetup setup) {
        org.apache.kafka.streams.state.WindowBytesStoreSupplier supplier = theirSupplier(setup);
        org.apache.kafka.streams.state.StoreBuilder builder =
                switch (setup.values()) {
                    case PLAIN ->
                        org.apache.kafka.streams.state.Stores.windowStoreBuilder(
                                supplier, Serdes.String(), Serdes.String());
                    case TIMESTAMPED ->
                        org.apache.kafka.streams.state.Stores.timestampedWindowStoreBuilder(
                                supplier, Serdes.String(), Serdes.String());
                    case HEADERS ->
                        org.apache.kafka.streams.state.Stores.timestampedWindowStoreWithHeadersBuilder(
                                supplier, Serdes.String(), Serdes.String());
                };
        builder = setup.cached() ? builder.withCachingEnabled() : builder;
        return setup.logged() ? builder : builder.withLoggingDisabled();
    }

    private static org.apache.kafka.streams.state.WindowBytesStoreSupplier theirSupplier(TimedSetup setup) {
        if (setup.onClose()) {
            return org.apache.kafka.streams.state.BuiltInDslStoreSuppliers.ROCKS_DB.windowStore(
                    new org.apache.kafka.streams.state.DslWindowParams(
                            FakeTask.STORE,
                            RETENTION,
                            SIZE,
                            false,
                            org.apache.kafka.streams.kstream.EmitStrategy.onWindowClose(),
                            false,
                            org.apache.kafka.streams.DslStoreFormat.valueOf(
                                    setup.made().name())));
        }
        if (!setup.onDisk()) {
            return org.apache.kafka.streams.state.Stores.inMemoryWindowStore(
                    FakeTask.STORE, RETENTION, SIZE, setup.duplicates());
        }
        return switch (setup.made()) {
            case PLAIN ->
                org.apache.kafka.streams.state.Stores.persistentWindowStore(
                        FakeTask.STORE, RETENTION, SIZE, setup.duplicates());
            case TIMESTAMPED ->
                org.apache.kafka.streams.state.Stores.persistentTimestampedWindowStore(
                        FakeTask.STORE, RETENTION, SIZE, setup.duplicates());
            case HEADERS ->
                org.apache.kafka.streams.state.Stores.persistentTimestampedWindowStoreWithHeaders(
                        FakeTask.STORE, RETENTION, SIZE, setup.duplicates());
        };
    }

    /**
     * What is done while one record is processed. With a cache, the clock of Kafka Streams' store stands still until
     * the cache is flushed; ours does not. So that both show the same, time moves on in rounds of one put.
     */
    private List<Step> steps(int round) {
        if (setup.cached() && round % 2 == 0) {
            latest += random.nextInt(60_000);
            return List.of(put(key(), "v" + round, latest));
        }
        List<Step> steps = new ArrayList<>();
        int count = 1 + random.nextInt(20);
        for (int step = 0; step < count; step++) {
            steps.add(step("v" + round + "." + step));
        }
        return steps;
    }

    private Step put(String key, @Nullable String value, long start) {
        return new Step("put " + key + " at " + start, store -> {
            store.put(key, value, start, start + 3);
            return "put";
        });
    }

    /** With duplicates in the heap, Kafka Streams orders and bounds keys together with what follows them there. */
    private String key() {
        String key = KEYS.get(random.nextInt(KEYS.size()));
        return setup.duplicates() && !setup.onDisk() ? key.replace('\0', 'x') : key;
    }

    private @Nullable String keyOrNone() {
        return random.nextInt(5) == 0 ? null : key();
    }

    /** On disk, Kafka Streams misses keys that the last one goes on from with zero bytes: ours are compared without. */
    private @Nullable String lastKey() {
        String key = keyOrNone();
        return key != null && setup.onDisk() && key.endsWith("\0") ? null : key;
    }

    private long start() {
        long back = random.nextInt((int) RETENTION.toMillis() + (setup.cached() ? 0 : 200_000));
        if (!setup.cached()) {
            latest += random.nextInt(3) == 0 ? random.nextInt(20_000) : 0;
        }
        long start = Math.max(0, latest - back);
        return random.nextBoolean() ? start - start % 10_000 + 9_999 : latest;
    }

    private long bound() {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> Long.MAX_VALUE;
            case 2 -> latest;
            default -> Math.max(0, latest - random.nextInt(400_000));
        };
    }

    /**
     * A random step. With a cache, Kafka Streams' reads of many keys give some entries twice, others although they are
     * too old, or fail, depending on what is in the cache: there only reads of one key are compared, in the heap only
     * of one window.
     */
    private Step step(String value) {
        String key = key();
        boolean ascending = random.nextBoolean();
        long from = setup.cached() ? latest - random.nextInt(170_000) : bound();
        long to = setup.cached() ? from + random.nextInt((int) (latest - from + 1)) : bound();
        String time = " from " + from + " to " + to + (ascending ? "" : " backward");
        int choice = random.nextInt(12);
        if (choice == 0) {
            return put(key, null, start());
        }
        if (choice == 1) {
            long start = start();
            return new Step(
                    "fetch " + key + " at " + start,
                    store -> setup.duplicates() ? "not compared" : store.fetch(key, start));
        }
        if (choice > 5 || setup.cached() && choice > (setup.onDisk() ? 2 : 1)) {
            return put(key, value, start());
        }
        if (choice == 2) {
            return new Step("fetch " + key + time, store -> store.fetch(key, from, to, ascending));
        }
        if (choice == 3) {
            String keyFrom = keyOrNone();
            String keyTo = lastKey();
            return new Step(
                    "fetch " + keyFrom + " to " + keyTo + time,
                    store -> store.range(keyFrom, keyTo, from, to, ascending));
        }
        return choice == 4
                ? new Step("all" + (ascending ? "" : " backward"), store -> store.all(ascending))
                : new Step("fetchAll" + time, store -> store.fetchAll(from, to, ascending));
    }
}
