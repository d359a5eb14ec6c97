package dev.millrace.streams.state;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.millrace.streams.errors.InvalidStateStoreException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Queries of other threads while the owner writes, commits and closes. Every key is always there and its value only
 * grows, so a key that a query misses, or a value that goes back between two gets, is an error.
 */
class ConcurrentQueryTest {
    private static final int KEYS = 30;
    private static final int ROUNDS = 400;

    @TempDir
    Path stateDir;

    private final ExecutorService readers = Executors.newFixedThreadPool(2);

    static List<StoreSetup> setups() {
        return StoreSetup.all().stream()
                .filter(setup -> !setup.bytes().equals("supplied"))
                .toList();
    }

    @AfterEach
    void stopReaders() throws InterruptedException {
        readers.shutdown();
        assertThat(readers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("setups")
    void neverMissAKeyNorSeeAnOlderValueUntilTheStoreCloses(StoreSetup setup) throws Exception {
        FakeTask task = new FakeTask(stateDir, setup.cacheBytes(), setup.uncommittedBytes());
        KeyValueStore<String, Long> store = task.open(setup.builder().build());
        write(task, store, 0);
        CountDownLatch reading = new CountDownLatch(2);
        Future<Integer> gets = readers.submit(untilClosed(reading, getter(store)));
        Future<Integer> scans = readers.submit(untilClosed(reading, scanner(store)));
        assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
        for (int round = 1; round <= ROUNDS; round++) {
            write(task, store, round);
            if (round % 3 == 0) {
                task.commit();
            }
        }
        task.close();
        assertThat(gets.get(30, TimeUnit.SECONDS)).isPositive();
        assertThat(scans.get(30, TimeUnit.SECONDS)).isPositive();
    }

    private static void write(FakeTask task, KeyValueStore<String, Long> store, long value) {
        task.at(value);
        for (int key = 0; key < KEYS; key++) {
            store.put("k" + key, value);
        }
    }

    private static Runnable getter(KeyValueStore<String, Long> store) {
        Map<String, Long> seen = new HashMap<>();
        return () -> {
            for (int key = 0; key < KEYS; key++) {
                Long value = store.get("k" + key);
                assertThat(value).as("k" + key).isNotNull();
                Long before = seen.put("k" + key, value);
                assertThat(value).isGreaterThanOrEqualTo(before == null ? 0 : before);
            }
        };
    }

    private static Runnable scanner(KeyValueStore<String, Long> store) {
        return () -> {
            List<String> keys = new ArrayList<>();
            try (KeyValueIterator<String, Long> rows = store.all()) {
                rows.forEachRemaining(row -> keys.add(row.key));
            }
            assertThat(keys).hasSize(KEYS).isSorted();
        };
    }

    /** How often {@code read} ran before the store was closed under it. */
    private static Callable<Integer> untilClosed(CountDownLatch reading, Runnable read) {
        return () -> {
            int reads = 0;
            try {
                while (true) {
                    read.run();
                    reads++;
                    if (reads == 1) {
                        reading.countDown();
                    }
                }
            } catch (InvalidStateStoreException closed) {
                return reads;
            }
        };
    }
}
