package dev.millrace.broker.group;

import java.util.function.Supplier;

import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Timer;

/** Time that stands still until it is set. */
public final class ManualClock implements Time {
    private long nowMs = 1_000_000;

    void set(long ms) {
        nowMs = ms;
    }

    @Override
    public long milliseconds() {
        return nowMs;
    }

    @Override
    public long hiResClockMs() {
        return nowMs;
    }

    @Override
    public long nanoseconds() {
        return nowMs * 1_000_000;
    }

    @Override
    public void sleep(long ms) {
        nowMs += ms;
    }

    @Override
    public void waitObject(Object object, Supplier<Boolean> condition, long deadlineMs) {
        throw new AssertionError("nobody waits here");
    }

    @Override
    public Timer timer(long timeoutMs) {
        throw new AssertionError("nobody times here");
    }
}
