package dev.millrace.streams.internal.state.versioned;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.bytes.ByteCursor;
import dev.millrace.streams.internal.state.bytes.OrderedBytes;

/**
 * Removes versions that the history is too old for, some at each commit: twice as many are looked at as were put since
 * the last one, and a few more, so that the walk around the whole history comes to its end however much is put, and
 * what
 * has expired stays a fraction of what has not. When a walk found nothing that will expire before a certain time, the
 * next one waits for that time.
 *
 * <p>It walks over committed versions only: what has expired is not changed any more, so none of them is out of date.
 *
 * <p><i>Confined to the thread that owns the task.</i>
 */
final class ExpiredSweep {
    private static final int AT_LEAST = 64;

    private final OrderedBytes committed;
    private final TimedValues values;
    private byte @Nullable [] next;
    /** The earliest time at which something seen in this walk, or put since, expires. */
    private long earliestEnd = Long.MIN_VALUE;

    private long earliestSeen = Long.MAX_VALUE;

    /** What is done with an expired version. */
    interface Removal {
        /** Removes a version of {@code key} that ended. */
        void ended(byte[] key, long from);

        /** Removes a deletion of {@code key}, which may still be its latest version. */
        void deleted(byte[] key, long from);
    }

    ExpiredSweep(OrderedBytes committed, TimedValues values) {
        this.committed = committed;
        this.values = values;
    }

    /** A version was put that will have ended at {@code end}. */
    void put(long end) {
        earliestEnd = Math.min(earliestEnd, end);
        earliestSeen = Math.min(earliestSeen, end);
    }

    /**
     * Looks at some versions.
     *
     * @param puts how many versions were put since the last call
     * @param limit versions have expired that ended at this time or before
     */
    void step(long puts, long limit, Removal removal) {
        if (limit < earliestEnd) {
            return;
        }
        long left = AT_LEAST + 2 * puts;
        try (ByteCursor rows = committed.range(next, null, true)) {
            while (left > 0 && rows.next()) {
                left--;
                next = rows.key();
                look(rows, limit, removal);
            }
        }
        if (left > 0) {
            next = null;
            earliestEnd = earliestSeen;
            earliestSeen = Long.MAX_VALUE;
        }
    }

    private void look(ByteCursor rows, long limit, Removal removal) {
        byte[] versionKey = rows.key();
        long from = VersionKeyV1.validFrom(versionKey);
        Timed version = values.value(values.read(rows.value()));
        boolean open = version.time() == Timed.OPEN;
        long end = open ? from : version.time();
        if (end > limit) {
            earliestSeen = Math.min(earliestSeen, end);
        } else if (open) {
            removal.deleted(VersionKeyV1.key(versionKey), from);
        } else {
            removal.ended(VersionKeyV1.key(versionKey), from);
        }
    }
}
