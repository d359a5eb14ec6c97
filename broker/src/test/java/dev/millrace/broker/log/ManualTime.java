package dev.millrace.broker.log;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Timer;

/** A clock that stands still until the test moves it. */
public final class ManualTime implements Time {

    /** Where the clock begins. */
    public static final long START_MS = 1_700_000_000_000L;

    private long nowMs = START_MS;

    /** Moves on. */
    public void advance(Duration by) {
        nowMs += by.toMillis();
    }

    @Override
    public long milliseconds() {
        return nowMs;
    }

    @Override
    public long nanoseconds() {
        return TimeUnit.MILLISECONDS.toNanos(nowMs);
    }

    @Override
    public long hiResClockMs() {
        return nowMs;
    }

    @Override
    public void sleep(long ms) {
        nowMs += ms;
    }

    @Override
    public void waitObject(Object monitor, Supplier<Boolean> condition, long deadlineMs) {
        throw new UnsupportedOperationException("nobody waits in these tests");
    }

    @Override
    public Timer timer(long timeoutMs) {
        throw new UnsupportedOperationException("nobody waits in these tests");
    }

    @Override
    public Timer timer(Duration timeout) {
        throw new UnsupportedOperationException("nobody waits in these tests");
    }
}
