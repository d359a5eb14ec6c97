package dev.millrace.streams.internal.metrics;

import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.stats.Rate;
import org.apache.kafka.common.utils.Time;

/**
 * What one task processed and dropped since it was built. <i>Thread-safe: the owner of the task alone counts processed
 * records, with a write that needs no lock and may be seen late; drops are rare, and counted by any thread under a
 * private lock.</i>
 */
public final class TaskMeters {
    private final Time time;
    private final AtomicLong processed = new AtomicLong();
    private final Object lock = new Object();
    private final MetricConfig window = new MetricConfig();
    private final Rate dropRate = new Rate();
    private long dropped;

    /** Nothing is counted yet; {@code time} is asked when a record is dropped and when the rate is read. */
    public TaskMeters(Time time) {
        this.time = time;
    }

    /** One input record went through the task. Called by the owner of the task alone. */
    public void recordProcessed() {
        processed.setOpaque(processed.getPlain() + 1);
    }

    /** A record was given up: not readable, not processable, not writable, or sent to no partition. */
    public void recordDropped() {
        synchronized (lock) {
            dropped++;
            dropRate.record(window, 1, time.milliseconds());
        }
    }

    /** Input records that went through the task. */
    public long processedRecords() {
        return processed.getOpaque();
    }

    /** Records that were given up. */
    public long droppedRecords() {
        synchronized (lock) {
            return dropped;
        }
    }

    /** Records given up per second, over the last minute or so. */
    public double droppedPerSecond() {
        synchronized (lock) {
            return dropRate.measure(window, time.milliseconds());
        }
    }
}
