package dev.millrace.benchmarks.store;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
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
 * One thread works on a store, another one queries it as fast as it can, in both libraries.
 *
 * <p>Claim: neither waits for the other, so that keys in use are read ten times as often as there.
 */
@State(Scope.Group)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class QueryBenchmark {

    private static final long CACHE_BYTES = 10L << 20;

    /** Whose store is queried. */
    @Param({"MILLRACE", "KAFKA_STREAMS"})
    public Library library;

    /** Class of what the working thread does. */
    @Param({"CountHotKeys", "CountManyKeys"})
    public String work;

    private ScratchDirectory directory;
    private StoreTask task;
    private QueriedWork queried;

    /** Begins with a store that the work has filled. */
    @Setup(Level.Trial)
    public void open() {
        directory = ScratchDirectory.create();
        task = library.task(directory.path(), CACHE_BYTES);
        queried = (QueriedWork) library.work(work, directory.path());
        queried.open(task);
    }

    /** Ends without leaving files. */
    @TearDown(Level.Trial)
    public void close() {
        task.close();
        directory.close();
    }

    /** The thread that owns the store. */
    @Benchmark
    @Group("together")
    public Object working() {
        return queried.once();
    }

    /** The thread that asks. */
    @Benchmark
    @Group("together")
    public Object querying() {
        return queried.query();
    }
}
