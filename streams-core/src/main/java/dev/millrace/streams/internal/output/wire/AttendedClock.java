package dev.millrace.streams.internal.output.wire;

import org.apache.kafka.common.utils.Time;

/**
 * The time, and how much of it the output was attended to. Who processes one record for minutes drives nothing
 * meanwhile; what waits must not be given up for that. <i>Confined to the stream thread.</i>
 */
final class AttendedClock {
    private static final long LONGEST_GAP_MS = 1_000;

    private final Time time;
    private long lastMs;
    private long attendedMs;

    AttendedClock(Time time) {
        this.time = time;
        this.lastMs = time.milliseconds();
    }

    /** Milliseconds since the epoch. */
    long milliseconds() {
        return time.milliseconds();
    }

    /** Milliseconds in which the output was driven; of each gap between two drives the first second counts. */
    long attendedMs() {
        return attendedMs + Math.min(LONGEST_GAP_MS, Math.max(0, time.milliseconds() - lastMs));
    }

    /** The output is being driven. */
    void attended() {
        attendedMs = attendedMs();
        lastMs = time.milliseconds();
    }
}
