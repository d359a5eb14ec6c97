package dev.millrace.streams.state;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.millrace.streams.KeyValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The windows of a key, whether the buffer has them all, some, or none: with heap for few entries and for many, across
 * commits, restarts and restores.
 */
class RecentPastTest {
    private static final Duration RETENTION = Duration.ofHours(5);
    private static final Duration SIZE = Duration.ofSeconds(1);
    private static final int STEPS = 1_500;
    private static final int SPAN_MS = 20 * 60_000;

    @TempDir
    Path directory;

    private final List<String> keys = List.of("a", "ab", "b", "");
    private final NavigableMap<String, NavigableMap<Long, String>> model = new TreeMap<>();
    private Random random;
    private FakeTask task;
    private WindowStore<String, String> store;

    static Stream<Arguments> runs() {
        return Stream.of(300L, 6_000L, 1L << 20)
                .flatMap(heap -> LongStream.rangeClosed(1, 4).mapToObj(seed -> Arguments.of(heap, seed)));
    }

    @ParameterizedTest(name = "{0} bytes of heap, seed {1}")
    @MethodSource("runs")
    void readsAreThoseOfASortedMap(long heapBytes, long seed) throws Exception {
        random = new Random(seed);
        keys.forEach(key -> model.put(key, new TreeMap<>()));
        open(heapBytes);
        for (int step = 0; step < STEPS; step++) {
            long now = step * 600L;
            switch (random.nextInt(20)) {
                case 0 -> task.commit();
                case 1 -> delete(key(), time(now));
                case 2 -> restartSometimes(heapBytes);
                case 3, 4, 5, 6 -> readOne(key(), time(now));
                case 7, 8, 9, 10, 11 -> readSpan(key(), time(now), now);
                default -> put(key(), time(now), "v" + step);
            }
        }
        task.close();
    }

    private void open(long heapBytes, FakeTask... before) {
        task = new FakeTask(directory.resolve("state"), 0, heapBytes, before);
        store = task.open(Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(FakeTask.STORE, RETENTION, SIZE, false),
                        Serdes.String(),
                        Serdes.String())
                .build());
        task.restore(store);
    }

    private void restartSometimes(long heapBytes) throws Exception {
        if (random.nextInt(8) == 0) {
            FakeTask before = task;
            before.close();
            if (random.nextBoolean()) {
                Utils.delete(directory.resolve("state").toFile());
            }
            open(heapBytes, before);
        }
    }

    private String key() {
        return keys.get(random.nextInt(keys.size()));
    }

    /** Near the present as a rule, now and then long ago. */
    private long time(long now) {
        long back = random.nextInt(6) == 0 ? random.nextInt(SPAN_MS) : random.nextInt(5_000);
        return Math.max(0, now - back) / 500 * 500;
    }

    private void put(String key, long time, String value) {
        task.at(time);
        store.put(key, value, time);
        model.get(key).put(time, value);
    }

    private void delete(String key, long time) {
        store.put(key, null, time);
        model.get(key).remove(time);
    }

    private void readOne(String key, long time) {
        assertThat(store.fetch(key, time))
                .as("%s at %d", key, time)
                .isEqualTo(model.get(key).get(time));
    }

    private void readSpan(String key, long from, long now) {
        long to = random.nextBoolean() ? now : from + random.nextInt(10_000);
        NavigableMap<Long, String> expected = model.get(key).subMap(from, true, Math.max(from, to), true);
        if (random.nextBoolean()) {
            assertThat(rows(store.fetch(key, from, Math.max(from, to)))).isEqualTo(rows(expected));
        } else {
            assertThat(rows(store.backwardFetch(key, from, Math.max(from, to))))
                    .isEqualTo(rows(expected.descendingMap()));
        }
    }

    private static List<KeyValue<Long, String>> rows(NavigableMap<Long, String> windows) {
        List<KeyValue<Long, String>> rows = new ArrayList<>();
        windows.forEach((time, value) -> rows.add(KeyValue.pair(time, value)));
        return rows;
    }

    private static List<KeyValue<Long, String>> rows(WindowStoreIterator<String> windows) {
        List<KeyValue<Long, String>> rows = new ArrayList<>();
        try (windows) {
            windows.forEachRemaining(rows::add);
        }
        return rows;
    }

    @Test
    void queriesMissNothingWhileEntriesAreCommittedAndLeaveTheHeap() throws Exception {
        open(2_000);
        AtomicBoolean done = new AtomicBoolean();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread query = new Thread(() -> {
            try {
                int before = 0;
                while (!done.get()) {
                    before = countWithoutGap(before);
                }
            } catch (Throwable wrong) {
                failure.set(wrong);
            }
        });
        query.start();
        for (int window = 0; window < 5_000; window++) {
            store.put("k", "v" + window, window * 1_000L);
            rows(store.fetch("k", window * 1_000L - 3_000, window * 1_000L));
            if (window % 50 == 0) {
                task.commit();
            }
        }
        done.set(true);
        query.join();
        assertThat(failure.get()).isNull();
        task.close();
    }

    private int countWithoutGap(int atLeast) {
        List<KeyValue<Long, String>> rows = rows(store.fetch("k", 0, Long.MAX_VALUE));
        for (int window = 0; window < rows.size(); window++) {
            assertThat(rows.get(window).key).isEqualTo(window * 1_000L);
        }
        assertThat(rows).hasSizeGreaterThanOrEqualTo(atLeast);
        return rows.size();
    }
}
