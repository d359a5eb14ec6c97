package dev.millrace.streams.kstream;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** Reads durations and moments that programs hand in. */
final class Milliseconds {
    private static final String UNCOUNTABLE = "can't be converted to milliseconds";

    private Milliseconds() {}

    /**
     * The length of {@code duration}.
     *
     * @param parameter name of the parameter it came by
     * @throws IllegalArgumentException if it is null or too long
     */
    static long of(@Nullable Duration duration, String parameter) {
        if (duration == null) {
            throw new IllegalArgumentException(refusal(parameter, null, "shouldn't be null"));
        }
        try {
            return duration.toMillis();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(refusal(parameter, duration, UNCOUNTABLE), e);
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
            throw new IllegalArgumentException(refusal(parameter, null, "shouldn't be null"));
        }
        try {
            return moment.toEpochMilli();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(refusal(parameter, moment, UNCOUNTABLE), e);
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

    /** Says it as Kafka Streams does: programs look for these words. */
    private static String refusal(String parameter, @Nullable Object value, String reason) {
        return "Invalid value for parameter \"" + parameter + "\" (value was: " + value + "). It " + reason + ".";
    }
}
