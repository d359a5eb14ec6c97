package dev.millrace.benchmarks.store;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.common.serialization.Serdes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import dev.millrace.benchmarks.scratch.ScratchDirectory;
import dev.millrace.streams.state.Stores;
import dev.millrace.streams.state.WindowStore;
import dev.millrace.streams.state.WindowStoreIterator;

/**
 * A count per word and minute: a fetch and a put of a window store, with a commit every 100,000 changes. With each
 * commit a minute passes, so that segments expire while it runs.
 *
 * <p>Claim: with a cache, a count of a window that is in the buffer allocates the two keys it looks up and little else:
 * 67 bytes on JDK 17, where {@link HotKeysBenchmark} takes 24.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HotWindowsBenchmark {

    private static final int KEYS = 1_024;
    private static final int CHANGES_PER_COMMIT = 100_000;
    private static final Duration RETENTION = Duration.ofMinutes(4);
    private static final Duration SIZE = Duration.ofMinutes(1);

    /** Bytes of cache; with 0, none holds changes back. */
    @Param({"10485760", "0"})
    public long cacheBytes;

    private final String[] words = new String[KEYS];
    private ScratchDirectory directory;
    private OneTask task;
    private WindowStore<String, Long> store;
    private int turn;
    private long minute;

    /** Begins with an empty window store. */
    @Setup(Level.Trial)
    public void open() {
        directory = ScratchDirectory.create();
        for (int word = 0; word < KEYS; word++) {
            words[word] = "word" + word;
        }
        task = new OneTask(directory.path().toFile(), cacheBytes);
        store = Stores.windowStoreBuilder(
                        Stores.persistentWindowStore("counts", RETENTION, SIZE, false), Serdes.String(), Serdes.Long())
                .withCachingEnabled()
                .build();
        store.init(task, store);
    }

    /** Leaves nothing behind. */
    @TearDown(Level.Trial)
    public void close() {
        store.close();
        task.close();
        directory.close();
    }

    private String nextWord() {
        turn++;
        if (turn % CHANGES_PER_COMMIT == 0) {
            task.commit(store);
            minute++;
        }
        return words[turn & (KEYS - 1)];
    }

    /** Adds one to the count of the next word in the present minute. */
    @Benchmark
    public Long countOne() {
        String word = nextWord();
        long start = minute * SIZE.toMillis();
        Long count = store.fetch(word, start);
        Long next = count == null ? 1L : count + 1;
        store.put(word, next, start);
        return next;
    }

    /** Adds one, and sums up what the word has in all minutes that are kept. */
    @Benchmark
    public long countOneAndReadAll() {
        String word = nextWord();
        long start = minute * SIZE.toMillis();
        store.put(word, 1L, start);
        long sum = 0;
        try (WindowStoreIterator<Long> windows = store.fetch(word, 0, Long.MAX_VALUE)) {
            while (windows.hasNext()) {
                sum += windows.next().value;
            }
        }
        return sum;
    }
}
