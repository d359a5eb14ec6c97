package dev.millrace.streams.internal.driver.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Time;

/** A clock that only its owner moves; sleeping moves it too. <i>Thread-safe: one atomic number.</i> */
public final class ManualTime implements Time {
    private final AtomicLong nowMs;

    /** Begins at {@code start}. */
    public ManualTime(Instant start) {
        nowMs = new AtomicLong(start.toEpochMilli());
    }

    /** Moves the clock. */
    public void advance(Duration by) {
        nowMs.addAndGet(by.toMillis());
    }

    @Override
    public long milliseconds() {
        return nowMs.get();
    }

    @Override
    public long nanoseconds() {
        return TimeUnit.MILLISECONDS.toNanos(nowMs.get());
    }

    @Override
    public void sleep(long ms) {
        nowMs.addAndGet(ms);
    }

    /** Decides at once: nobody else moves this clock while the caller waits. */
    @Override
    public void waitObject(Object object, Supplier<Boolean> condition, long deadlineMs) {
        if (!condition.get()) {
            throw new TimeoutException("The condition does not hold, and this clock does not move by itself");
        }
    }
}
