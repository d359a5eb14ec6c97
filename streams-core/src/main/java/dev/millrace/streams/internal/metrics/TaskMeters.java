package dev.millrace.streams.internal.metrics;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What one task processed and dropped since it was built. <i>Thread-safe: the owner of the task alone counts processed
 * records, with a write that needs no lock and may be seen late; drops are rare and counted by any thread.</i>
 */
public final class TaskMeters {
    private final AtomicLong processed = new AtomicLong();
    private final LongAdder dropped = new LongAdder();

    /** One input record went through the task. Called by the owner of the task alone. */
    public void recordProcessed() {
        processed.setOpaque(processed.getPlain() + 1);
    }

    /** A record was given up: not readable, not processable, not writable, or sent to no partition. */
    public void recordDropped() {
        dropped.increment();
    }

    /** Input records that went through the task. */
    public long processedRecords() {
        return processed.getOpaque();
    }

    /** Records that were given up. */
    public long droppedRecords() {
        return dropped.sum();
    }
}
