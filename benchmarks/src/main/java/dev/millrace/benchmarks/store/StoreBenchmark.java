package dev.millrace.benchmarks.store;

import java.util.concurrent.TimeUnit;

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

/**
 * What a store costs each time, in our library and in Kafka Streams' on the same data; {@code -prof gc} shows bytes.
 *
 * <p>Claim: no work costs more than half of what it costs there, and hot ones a fifth.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class StoreBenchmark {

    /** Whose store. */
    @Param({"MILLRACE", "KAFKA_STREAMS"})
    public Library library;

    /** Class of the work. */
    @Param({
        "CountHotKeys",
        "CountManyKeys",
        "ScanRange",
        "CountHotWindows",
        "FetchWindows",
        "ExtendSessions",
        "ReadAsOf",
        "CommitChanges",
        "RestoreState"
    })
    public String work;

    /** Bytes of cache; with 0, none holds changes back. */
    @Param({"10485760", "0"})
    public long cacheBytes;

    private ScratchDirectory directory;
    private StoreTask task;
    private StoreWork works;

    /** Opens and fills the store in a directory of its own. */
    @Setup(Level.Trial)
    public void open() {
        directory = ScratchDirectory.create();
        task = library.task(directory.path(), cacheBytes);
        works = library.work(work, directory.path());
        works.open(task);
    }

    /** Closes the store and deletes its files. */
    @TearDown(Level.Trial)
    public void close() {
        task.close();
        directory.close();
    }

    /** Does it once. */
    @Benchmark
    public Object once() {
        return works.once();
    }
}
