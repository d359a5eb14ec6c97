package dev.millrace.streams.internal.runtime.thread;

import org.apache.kafka.common.utils.Time;

import dev.millrace.streams.internal.output.RecordOutput;
import dev.millrace.streams.internal.runtime.task.StreamTask;

/**
 * Lets the tasks process what they hold, in rounds: each task a batch of records, then a look at the clock and
 * a push to what is written.
 *
 * <p>The batch grows while a round is quick and shrinks when one is slow, so that the clock is read some hundred
 * times a second, not for each record. The phase ends when nothing is ready, when a commit is due or a command waits,
 * or when the consumer should be polled again to keep fetches under way. <i>Confined to the stream thread.</i>
 */
final class ProcessPhase {
    private static final long BETWEEN_POLLS_MS = 20;
    private static final long ROUND_MS = 4;
    private static final int SMALLEST_BATCH = 16;
    private static final int LARGEST_BATCH = 4096;

    private final TaskTable table;
    private final CommitPhase commits;
    private final RecordOutput output;
    private final Mailbox mailbox;
    private final PauseSwitch pause;
    private final Time time;
    private int batch = SMALLEST_BATCH;
    private long processedRecords;

    ProcessPhase(TaskTable table, CommitPhase commits, RecordOutput output, Mailbox mailbox, ThreadParts parts) {
        this.table = table;
        this.commits = commits;
        this.output = output;
        this.mailbox = mailbox;
        this.pause = parts.pause();
        this.time = parts.time();
    }

    /** Processes and punctuates. Returns whether there may be more to do without another poll. */
    boolean run() {
        if (pause.isOn()) {
            output.drive();
            return false;
        }
        long startMs = time.milliseconds();
        long nowMs = startMs;
        boolean any;
        do {
            long roundMs = nowMs;
            any = processRound(nowMs);
            nowMs = time.milliseconds();
            any |= punctuate(nowMs);
            output.drive();
            adapt(nowMs - roundMs);
        } while (any && nowMs - startMs < BETWEEN_POLLS_MS && !commits.due(nowMs) && mailbox.isEmpty());
        return any;
    }

    /** Records processed since the thread began. */
    long processedRecords() {
        return processedRecords;
    }

    private boolean processRound(long nowMs) {
        boolean any = false;
        for (StreamTask task : table.running()) {
            any |= processBatch(task, nowMs);
        }
        return any;
    }

    private boolean processBatch(StreamTask task, long nowMs) {
        int processed = 0;
        while (processed < batch && task.processNext(nowMs)) {
            processed++;
            if (task.commitRequested()) {
                break;
            }
        }
        processedRecords += processed;
        return processed > 0;
    }

    private boolean punctuate(long nowMs) {
        boolean any = false;
        for (StreamTask task : table.running()) {
            any |= task.punctuate(nowMs);
        }
        return any;
    }

    private void adapt(long elapsedMs) {
        if (elapsedMs < ROUND_MS / 2) {
            batch = Math.min(LARGEST_BATCH, batch * 2);
        } else if (elapsedMs > ROUND_MS) {
            batch = Math.max(SMALLEST_BATCH, batch / 2);
        }
    }
}
