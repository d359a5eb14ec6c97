package dev.millrace.streams.internal.changelog;

import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.StreamsException;

/**
 * How long something may go on timing out, {@code task.timeout.ms}, before it counts as failed. <i>Confined to the
 * thread that tries.</i>
 */
public final class TaskTimeout {
    private static final long NEVER = Long.MIN_VALUE;
    private static final Logger LOG = LoggerFactory.getLogger(TaskTimeout.class);

    private final Time time;
    private final long timeoutMs;
    private long sinceMs = NEVER;

    /** Patience of {@code timeoutMs} since the first of successive time-outs; zero is none. */
    public TaskTimeout(Time time, long timeoutMs) {
        this.time = time;
        this.timeoutMs = timeoutMs;
    }

    /** It worked: the next time-out is a first one again. */
    public void succeeded() {
        sinceMs = NEVER;
    }

    /**
     * It timed out.
     *
     * @param what was tried, as the end of a sentence
     * @throws StreamsException if that has been so for too long
     */
    public void timedOut(String what, RuntimeException cause) {
        long nowMs = time.milliseconds();
        if (sinceMs == NEVER) {
            sinceMs = nowMs;
        }
        if (nowMs - sinceMs >= timeoutMs) {
            throw new StreamsException("No success within " + timeoutMs + " ms (task.timeout.ms) in " + what, cause);
        }
        LOG.warn("Timed out and will be tried again, {}: {}", what, cause.getMessage());
    }
}
