package dev.millrace.streams.state;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.errors.InvalidStateStoreException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Queries of other threads while versions move from the latest place into the history. Each version's value is its
 * time, and nothing expires, so a time without its version is an error.
 */
class ConcurrentVersionsTest {
    private static final int VERSIONS = 3_000;

    @TempDir
    Path stateDir;

    private final ExecutorService readers = Executors.newFixedThreadPool(1);

    @AfterEach
    void stopReaders() throws InterruptedException {
        readers.shutdown();
        assertThat(readers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void noVersionIsMissedOnItsWayIntoTheHistory() throws Exception {
        FakeTask task = new FakeTask(stateDir, 0, 1 << 20);
        VersionedKeyValueStore<String, Long> store = task.open(Stores.versionedKeyValueStoreBuilder(
                        Stores.persistentVersionedKeyValueStore(FakeTask.STORE, Duration.ofDays(1)),
                        Serdes.String(),
                        Serdes.Long())
                .build());
        store.put("k", 0L, 0);
        CountDownLatch reading = new CountDownLatch(1);
        Future<Integer> reads = readers.submit(() -> readUntilClosed(store, reading));
        assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
        for (long time = 2; time < VERSIONS; time += 2) {
            store.put("k", time, time);
            store.put("k", time - 1, time - 1);
            if (time % 50 == 0) {
                task.commit();
            }
        }
        task.close();
        assertThat(reads.get(30, TimeUnit.SECONDS)).isPositive();
    }

    private static int readUntilClosed(VersionedKeyValueStore<String, Long> store, CountDownLatch reading) {
        int reads = 0;
        try {
            while (true) {
                long newest = store.get("k").timestamp();
                // Even times were put before the newest one; odd ones may still be on their way.
                for (long time = newest; time >= Math.max(0, newest - 20); time -= 2) {
                    VersionedRecord<Long> version = store.get("k", time);
                    assertThat(version).as("at %d of %d", time, newest).isNotNull();
                    assertThat(version.value()).as("at %d of %d", time, newest).isEqualTo(time);
                    reads++;
                }
                reading.countDown();
            }
        } catch (InvalidStateStoreException closed) {
            return reads;
        }
    }
}
