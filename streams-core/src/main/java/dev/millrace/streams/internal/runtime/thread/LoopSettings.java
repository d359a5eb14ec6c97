package dev.millrace.streams.internal.runtime.thread;

/**
 * The times that govern a stream thread's loop. <i>Immutable.</i>
 *
 * @param pollMs for how long a poll waits for records, {@code poll.ms}
 * @param commitIntervalMs time between commits, {@code commit.interval.ms}
 * @param taskTimeoutMs for how long a task may go on timing out, {@code task.timeout.ms}
 * @param logSummaryMs time between lines that say what was done, {@code log.summary.interval.ms}; not positive for none
 */
public record LoopSettings(long pollMs, long commitIntervalMs, long taskTimeoutMs, long logSummaryMs) {
    /** Times are not negative. */
    public LoopSettings {
        if (pollMs < 0 || commitIntervalMs < 0 || taskTimeoutMs < 0) {
            throw new IllegalArgumentException("poll.ms, commit.interval.ms and task.timeout.ms must not be negative: "
                    + pollMs + ", " + commitIntervalMs + ", " + taskTimeoutMs);
        }
    }
}
