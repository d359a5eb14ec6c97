package dev.millrace.streams.internal.dsl.operator.join;

/** The time that both sides of a join of streams share within a task. <i>Confined to the owner of the task.</i> */
final class JoinClock {
    private long streamTimeMs = -1;
    private long earliestWaitingMs;
    private long lastSeenMs;
    private long nextLookMs;

    /**
     * For records of which the earliest that waits has time {@code earliestMs}.
     *
     * @param firstLookMs when to look for the first time
     */
    JoinClock(long firstLookMs, long earliestMs) {
        nextLookMs = firstLookMs;
        earliestWaitingMs = earliestMs;
        lastSeenMs = earliestMs;
    }

    /** A record of that time came in on either side. */
    void observe(long timestamp) {
        streamTimeMs = Math.max(streamTimeMs, timestamp);
    }

    /** Largest time of any record, late ones included. */
    long streamTimeMs() {
        return streamTimeMs;
    }

    /** No record that waits is earlier. */
    long earliestWaitingMs() {
        return earliestWaitingMs;
    }

    /** From which time on the next look counts: see {@link #looked}. */
    long lastSeenMs() {
        return lastSeenMs;
    }

    /** A record of that time waits from here on. */
    void waiting(long timestamp) {
        earliestWaitingMs = Math.min(earliestWaitingMs, timestamp);
        lastSeenMs = Math.min(lastSeenMs, timestamp);
    }

    /**
     * Those that wait were looked through. Kafka Streams waits for the window of the record it looked at last, not of
     * the earliest that is left, and which results come first depends on that.
     *
     * @param newEarliestWaitingMs the earliest that is left
     * @param newLastSeenMs the one looked at last
     */
    void looked(long newEarliestWaitingMs, long newLastSeenMs) {
        earliestWaitingMs = newEarliestWaitingMs;
        lastSeenMs = newLastSeenMs;
    }

    /** Whether it is time to look again; if so, the next time is in {@code intervalMs}. */
    boolean due(long nowMs, long intervalMs) {
        if (nowMs < nextLookMs) {
            return false;
        }
        nextLookMs = nowMs + intervalMs;
        return true;
    }
}
