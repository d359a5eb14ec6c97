package dev.millrace.streams.internal.runtime.input;

import java.util.OptionalLong;

/**
 * Whether an empty partition is still to be waited for (KIP-353, KIP-695): not before its lag is known to be zero, and
 * then for the idle time granted. <i>Confined to the owner of the task.</i>
 */
final class IdleWait {
    private static final long UNSET = Long.MIN_VALUE;

    private long lag = UNSET;
    private long deadlineMs = UNSET;

    /** What the consumer says after a poll; if it does not know, its last answer counts. */
    void observeLag(OptionalLong newLag) {
        if (newLag.isPresent()) {
            lag = newLag.getAsLong();
        }
    }

    /** The partition has records. */
    void end() {
        deadlineMs = UNSET;
    }

    /** Whether the empty partition has been waited for long enough. */
    boolean isOver(long nowMs, long maxIdleMs) {
        if (lag != 0) {
            deadlineMs = UNSET;
            return false;
        }
        if (deadlineMs == UNSET) {
            deadlineMs = nowMs + maxIdleMs;
        }
        return nowMs >= deadlineMs;
    }
}
