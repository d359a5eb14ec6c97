package dev.millrace.streams.internal.runtime.graph;

import dev.millrace.streams.processor.Cancellable;
import dev.millrace.streams.processor.Punctuator;

import static java.util.Objects.requireNonNull;

/** One call that repeats until cancelled. <i>Confined to the owner of the task.</i> */
final class Schedule implements Cancellable {
    private final String nodeName;
    private final long intervalMs;
    private final Punctuator callback;
    private long dueMs;
    private boolean cancelled;

    Schedule(String nodeName, long firstMs, long intervalMs, Punctuator callback) {
        this.nodeName = requireNonNull(nodeName, "nodeName");
        this.dueMs = firstMs;
        this.intervalMs = intervalMs;
        this.callback = requireNonNull(callback, "callback");
    }

    String nodeName() {
        return nodeName;
    }

    Punctuator callback() {
        return callback;
    }

    /** When it is to be called next, on its own clock. */
    long dueMs() {
        return dueMs;
    }

    boolean cancelled() {
        return cancelled;
    }

    /** Moves on to the first multiple of the interval after {@code nowMs}: what was missed is not made up for. */
    void advancePast(long nowMs) {
        dueMs = firstAfter(dueMs, intervalMs, nowMs);
    }

    /** The first of {@code startMs} plus one or more intervals that is after {@code nowMs}. */
    static long firstAfter(long startMs, long intervalMs, long nowMs) {
        long missed = nowMs < startMs ? 0 : (nowMs - startMs) / intervalMs;
        return startMs + (missed + 1) * intervalMs;
    }

    @Override
    public void cancel() {
        cancelled = true;
    }
}
