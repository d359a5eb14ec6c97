package dev.millrace.streams.kstream;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** Reads durations and moments that programs hand in. */
final class Milliseconds {
    private Milliseconds() {}

    /**
     * The length of {@code duration}.
     *
     * @param parameter name of the parameter it came by
     * @throws IllegalArgumentException if it is null or too long
     */
    static long of(@Nullable Duration duration, String parameter) {
        if (duration == null) {
            throw new IllegalArgumentException("Parameter \"" + parameter + "\" must be a duration, not null");
        }
        try {
            return duration.toMillis();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "Parameter \"" + parameter + "\" is too long to be counted in milliseconds: " + duration, e);
        }
    }

    /**
     * The time of {@code moment} since the epoch.
     *
     * @param parameter name of the parameter it came by
     * @throws IllegalArgumentException if it is null or too far away
     */
    static long of(@Nullable Instant moment, String parameter) {
        if (moment == null) {
            throw new IllegalArgumentException("Parameter \"" + parameter + "\" must be a moment, not null");
        }
        try {
            return moment.toEpochMilli();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "Parameter \"" + parameter + "\" is too far away to be counted in milliseconds: " + moment, e);
        }
    }

    /**
     * {@link #of(Duration, String)} for a length of time that cannot be negative.
     *
     * @throws IllegalArgumentException if it is null, too long or negative
     */
    static long notNegative(@Nullable Duration duration, String parameter) {
        long ms = of(duration, parameter);
        if (ms < 0) {
            throw new IllegalArgumentException("Parameter \"" + parameter + "\" cannot be negative: " + ms + " ms");
        }
        return ms;
    }
}
