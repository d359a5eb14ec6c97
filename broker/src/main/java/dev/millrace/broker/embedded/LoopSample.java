package dev.millrace.broker.embedded;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.apache.kafka.common.utils.Time;

/**
 * Lets other threads see what the event loop counts. Who asks waits for the loop's next turn, at most a second; then
 * the answer is good for a second, so that a dashboard that reads thirty gauges costs one count.
 *
 * <p>Thread-safe: the monitor of the object.
 */
final class LoopSample implements Supplier<LoopCounts> {
    private static final long GOOD_FOR_MS = 1000;

    private final Executor loop;
    private final Supplier<LoopCounts> count;
    private final Time time;
    private LoopCounts last = LoopCounts.NONE;
    private long takenMs = Long.MIN_VALUE;

    /**
     * Makes a sample.
     *
     * @param loop runs what it is given on the event loop
     * @param count counts there
     */
    LoopSample(Executor loop, Supplier<LoopCounts> count, Time time) {
        this.loop = loop;
        this.count = count;
        this.time = time;
    }

    /** Returns what was counted last if the loop does not answer in time. */
    @Override
    public synchronized LoopCounts get() {
        long nowMs = time.milliseconds();
        if (nowMs - GOOD_FOR_MS >= takenMs) {
            takenMs = nowMs;
            last = fresh();
        }
        return last;
    }

    private LoopCounts fresh() {
        try {
            return CompletableFuture.supplyAsync(count, loop).get(GOOD_FOR_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return last;
        } catch (ExecutionException | TimeoutException e) {
            return last;
        }
    }
}
