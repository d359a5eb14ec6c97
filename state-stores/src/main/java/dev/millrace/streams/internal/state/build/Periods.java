package dev.millrace.streams.internal.state.build;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** Lengths of time that users give. */
public final class Periods {
    private Periods() {}

    /**
     * A length in milliseconds.
     *
     * @param parameter its name, for the message
     * @throws IllegalArgumentException if it is null or too long for a long
     */
    public static long millis(@Nullable Duration period, String parameter) {
        if (period == null) {
            throw new IllegalArgumentException(parameter + " cannot be null");
        }
        try {
            return period.toMillis();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(parameter + " is too long to be counted in milliseconds: " + period, e);
        }
    }

    /** A retention period that is one. */
    static long notNegative(long retentionMs) {
        if (retentionMs < 0) {
            throw new IllegalArgumentException("retentionPeriod cannot be negative: " + retentionMs + " ms");
        }
        return retentionMs;
    }
}
