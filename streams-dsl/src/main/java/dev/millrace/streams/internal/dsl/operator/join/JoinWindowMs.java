package dev.millrace.streams.internal.dsl.operator.join;

/**
 * The windows of a join of streams as its left side sees them, in milliseconds. <i>Immutable.</i>
 *
 * @param beforeMs how much earlier than the left record the right one may be
 * @param afterMs how much later
 * @param graceMs how long late records are waited for
 */
public record JoinWindowMs(long beforeMs, long afterMs, long graceMs) {
    /** How much earlier than a record of that side the other may be. */
    long beforeMs(boolean left) {
        return left ? beforeMs : afterMs;
    }

    /** How much later. */
    long afterMs(boolean left) {
        return left ? afterMs : beforeMs;
    }

    /** Whether a partner may still come for a record of that time, of a side that waits so long. */
    boolean open(long timestamp, long waitMs, long streamTimeMs) {
        return timestamp == Long.MAX_VALUE || timestamp + waitMs + graceMs >= streamTimeMs;
    }
}
