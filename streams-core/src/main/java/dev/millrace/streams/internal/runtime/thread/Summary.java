package dev.millrace.streams.internal.runtime.thread;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line in the log now and then that says how much a thread did, {@code log.summary.interval.ms}. <i>Confined to the
 * stream thread.</i>
 */
final class Summary {
    private static final Logger LOG = LoggerFactory.getLogger(Summary.class);

    private final String threadName;
    private final long intervalMs;
    private long sinceMs;
    private long processedBefore;
    private long committedBefore;

    /** Begins at {@code nowMs}; no lines if {@code intervalMs} is not positive. */
    Summary(String threadName, long intervalMs, long nowMs) {
        this.threadName = threadName;
        this.intervalMs = intervalMs;
        this.sinceMs = nowMs;
    }

    /**
     * Logs if it is time.
     *
     * @param processed records processed since the thread began
     * @param committed tasks committed since the thread began, each as often as it was
     * @return whether it did
     */
    boolean logIfDue(long nowMs, long processed, long committed) {
        if (intervalMs <= 0 || nowMs - sinceMs < intervalMs) {
            return false;
        }
        LOG.info(
                "{} processed {} records and committed {} tasks in the last {} ms",
                threadName,
                processed - processedBefore,
                committed - committedBefore,
                nowMs - sinceMs);
        sinceMs = nowMs;
        processedBefore = processed;
        committedBefore = committed;
        return true;
    }
}
