package dev.millrace.streams.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.streams.internal.state.bytes.ByteCursor;
import dev.millrace.streams.internal.state.bytes.OrderedBytes;
import dev.millrace.streams.internal.state.rocksdb.RocksDatabase;
import dev.millrace.streams.internal.state.rocksdb.ValueLayout;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.kstream.internals.SessionWindow;

import static org.assertj.core.api.Assertions.assertThat;

/** Expired entries take neither heap nor disk. */
class BoundedStoresTest {
    private static final Duration RETENTION = Duration.ofMinutes(2);
    private static final Duration SIZE = Duration.ofSeconds(10);
    private static final long MINUTE = 60_000;
    private static final int SEGMENTS = 150;
    private static final int PER_SEGMENT = 400;
    private static final long HEAP_BYTES = 64L << 20;

    @TempDir
    Path stateDir;

    private FakeTask task;

    @AfterEach
    void close() {
        task.close();
    }

    private static String value(int segment) {
        return ("value of segment " + segment + ". ").repeat(20);
    }

    private OrderedBytes onDisk() {
        return task.shared(RocksDatabase.class, opened -> {
                    throw new IllegalStateException("not open");
                })
                .store(FakeTask.STORE, ValueLayout.PLAIN, true);
    }

    private static long entries(OrderedBytes bytes) {
        long entries = 0;
        try (ByteCursor cursor = bytes.range(null, null, true)) {
            while (cursor.next()) {
                entries++;
            }
        }
        return entries;
    }

    private long bytesOnDisk() {
        try (Stream<Path> files = Files.walk(stateDir)) {
            return files.filter(file -> file.toString().endsWith(".sst"))
                    .mapToLong(BoundedStoresTest::size)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void windowsOnDiskKeepOnlyLiveSegments() {
        task = new FakeTask(stateDir, 0, HEAP_BYTES);
        WindowStore<String, String> store = task.open(Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(FakeTask.STORE, RETENTION, SIZE, false),
                        Serdes.String(),
                        Serdes.String())
                .build());
        OrderedBytes bytes = onDisk();
        for (int segment = 0; segment < SEGMENTS; segment++) {
            for (int i = 0; i < PER_SEGMENT; i++) {
                store.put("key" + i, value(segment), segment * MINUTE + i);
            }
            task.commit();
            if (segment % 10 == 9) {
                bytes.sync();
            }
        }
        long written = (long) SEGMENTS * PER_SEGMENT * value(1).length();
        assertThat(entries(bytes)).isLessThanOrEqualTo(3 * PER_SEGMENT);
        assertThat(bytesOnDisk()).isLessThan(written / 3);
    }

    @Test
    void sessionsOnDiskKeepOnlyLiveSegments() {
        task = new FakeTask(stateDir, 0, HEAP_BYTES);
        SessionStore<String, String> store = task.open(Stores.sessionStoreBuilder(
                        Stores.persistentSessionStore(FakeTask.STORE, RETENTION), Serdes.String(), Serdes.String())
                .build());
        for (int segment = 0; segment < SEGMENTS; segment++) {
            for (int i = 0; i < 20; i++) {
                long end = segment * MINUTE + i;
                store.put(new Windowed<>("key" + i, new SessionWindow(Math.max(0, end - 10), end)), "v");
            }
            task.commit();
        }
        assertThat(entries(onDisk())).isLessThanOrEqualTo(3 * 20);
    }

    /** A long time without commit: what expired meanwhile leaves the buffer, and is not written at the commit. */
    @ParameterizedTest
    @ValueSource(longs = {0, HEAP_BYTES})
    void uncommittedEntriesLeaveTheHeapWhenTheyExpire(long cacheBytes) {
        task = new FakeTask(stateDir, cacheBytes, 1L << 20);
        StoreBuilder<WindowStore<String, String>> builder = Stores.windowStoreBuilder(
                Stores.persistentWindowStore(FakeTask.STORE, RETENTION, SIZE, false), Serdes.String(), Serdes.String());
        WindowStore<String, String> store =
                task.open((cacheBytes > 0 ? builder.withCachingEnabled() : builder).build());
        for (int segment = 0; segment < SEGMENTS; segment++) {
            for (int i = 0; i < 20; i++) {
                store.put("key" + i, value(segment), segment * MINUTE + i);
            }
            if (cacheBytes > 0) {
                store.flush();
            }
        }
        assertThat(task.requestedCommits()).isZero();
        assertThat(task.log()).hasSize(SEGMENTS * 20);
        assertThat(task.budget().cache().usedBytes()).isLessThanOrEqualTo(1 << 20);
        task.commit();
        assertThat(entries(onDisk())).isLessThanOrEqualTo(3 * 20);
    }

    @Test
    void windowsInTheHeapKeepLittleMoreThanIsShown() {
        task = new FakeTask(stateDir, 0, 1L << 20);
        WindowStore<String, String> store = task.open(Stores.windowStoreBuilder(
                        Stores.inMemoryWindowStore(FakeTask.STORE, RETENTION, SIZE, false),
                        Serdes.String(),
                        Serdes.String())
                .build());
        for (int segment = 0; segment < SEGMENTS; segment++) {
            for (int i = 0; i < 60; i++) {
                store.put("key" + i, value(segment), segment * MINUTE + i * 1_000);
            }
            task.commit();
        }
        int shown = 0;
        try (KeyValueIterator<Windowed<String>, String> rows = store.all()) {
            while (rows.hasNext()) {
                rows.next();
                shown++;
            }
        }
        assertThat(shown).isEqualTo(120);
        assertThat(task.requestedCommits()).isZero();
    }
}
