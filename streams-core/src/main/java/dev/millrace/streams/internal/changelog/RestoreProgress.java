package dev.millrace.streams.internal.changelog;

import java.util.Collection;

import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line in the log now and then, for the person who waits for a restore. <i>Confined to the restorer.</i> */
final class RestoreProgress {
    private static final long INTERVAL_MS = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(RestoreProgress.class);

    private final Time time;
    private long sinceMs;
    private long entries;
    private int tasksDone;
    private boolean running;

    RestoreProgress(Time time) {
        this.time = time;
    }

    void taskDone() {
        tasksDone++;
    }

    /** {@code count} more entries were restored; {@code left} is what is not complete. */
    void restored(int count, Collection<PartitionRestore> left) {
        long nowMs = time.milliseconds();
        if (!running) {
            running = true;
            sinceMs = nowMs;
        }
        entries += count;
        long elapsedMs = nowMs - sinceMs;
        if (left.isEmpty() || elapsedMs >= INTERVAL_MS) {
            LOG.info(line(elapsedMs, left));
            running = false;
            entries = 0;
            tasksDone = 0;
        }
    }

    private String line(long elapsedMs, Collection<PartitionRestore> left) {
        long remaining = left.stream().mapToLong(PartitionRestore::remaining).sum();
        long perSecond = entries * 1000 / Math.max(1, elapsedMs);
        String done = String.format(
                "Restored %,d entries in %.1f s (%,d/s), %d tasks complete",
                entries, elapsedMs / 1000.0, perSecond, tasksDone);
        if (left.isEmpty()) {
            return done;
        }
        return done
                + String.format(
                        "; %,d entries of %d changelogs to go, about %,d s",
                        remaining, left.size(), remaining / Math.max(1, perSecond));
    }
}
