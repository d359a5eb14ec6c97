package dev.millrace.benchmarks.store;

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
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.Stores;

/**
 * One more for a word that is counted all the time: a get and a put of a store whose keys fit into its write buffer,
 * with a
 * commit every 100,000 changes.
 *
 * <p>Claim: with a cache such a change costs no serde work and no call into RocksDB.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HotKeysBenchmark {

    private static final int KEYS = 1_024;
    private static final int CHANGES_PER_COMMIT = 100_000;

    /** Bound of the cache in bytes; 0 logs every change at once. */
    @Param({"10485760", "0"})
    public long cacheBytes;

    private final String[] words = new String[KEYS];
    private ScratchDirectory directory;
    private OneTask task;
    private KeyValueStore<String, Long> store;
    private int turn;

    /** Opens an empty store in a directory of its own. */
    @Setup(Level.Trial)
    public void open() {
        directory = ScratchDirectory.create();
        for (int word = 0; word < KEYS; word++) {
            words[word] = "word" + word;
        }
        task = new OneTask(directory.path().toFile(), cacheBytes);
        store = Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("counts"), Serdes.String(), Serdes.Long())
                .withCachingEnabled()
                .build();
        store.init(task, store);
    }

    /** Closes the store and deletes its files. */
    @TearDown(Level.Trial)
    public void close() {
        store.close();
        task.close();
        directory.close();
    }

    /** Adds one to the count of the next word. */
    @Benchmark
    public Long countOne() {
        turn++;
        if (turn % CHANGES_PER_COMMIT == 0) {
            task.commit(store);
        }
        String word = words[turn & (KEYS - 1)];
        Long count = store.get(word);
        Long next = count == null ? 1L : count + 1;
        store.put(word, next);
        return next;
    }
}
