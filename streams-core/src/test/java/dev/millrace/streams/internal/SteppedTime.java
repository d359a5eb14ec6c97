package dev.millrace.streams.internal;

import java.util.function.Supplier;

import org.apache.kafka.common.utils.Time;

/** A clock for tests: stands still but for {@link #sleep}. */
public final class SteppedTime implements Time {
    private long nowMs = 1_700_000_000_000L;

    @Override
    public synchronized long milliseconds() {
        return nowMs;
    }

    @Override
    public synchronized long nanoseconds() {
        return nowMs * 1_000_000;
    }

    @Override
    public synchronized void sleep(long ms) {
        nowMs += ms;
    }

    @Override
    public void waitObject(Object object, Supplier<Boolean> condition, long deadlineMs) {
        throw new UnsupportedOperationException("nothing waits on objects in these tests");
    }
}
