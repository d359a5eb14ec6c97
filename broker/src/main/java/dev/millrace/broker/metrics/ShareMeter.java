package dev.millrace.broker.metrics;

import java.util.concurrent.TimeUnit;

import com.codahale.metrics.Meter;

/**
 * A meter of nanoseconds whose rates are shares of the time: 1 if all of it was marked.
 *
 * <p>Thread-safe, as the meter is.
 */
final class ShareMeter extends Meter {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    @Override
    public double getMeanRate() {
        return super.getMeanRate() / NANOS;
    }

    @Override
    public double getOneMinuteRate() {
        return super.getOneMinuteRate() / NANOS;
    }

    @Override
    public double getFiveMinuteRate() {
        return super.getFiveMinuteRate() / NANOS;
    }

    @Override
    public double getFifteenMinuteRate() {
        return super.getFifteenMinuteRate() / NANOS;
    }
}
