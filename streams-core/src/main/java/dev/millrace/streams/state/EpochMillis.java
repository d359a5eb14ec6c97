package dev.millrace.streams.state;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** Moments as stores count them. */
final class EpochMillis {
    private EpochMillis() {}

    /**
     * Milliseconds since the epoch.
     *
     * @param parameter name of the argument, for the message
     * @throws IllegalArgumentException if {@code instant} is null or too far away for a long
     */
    static long of(@Nullable Instant instant, String parameter) {
        if (instant == null) {
            throw new IllegalArgumentException(parameter + " cannot be null");
        }
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    parameter + " is out of the range of milliseconds since the epoch: " + instant, e);
        }
    }
}
