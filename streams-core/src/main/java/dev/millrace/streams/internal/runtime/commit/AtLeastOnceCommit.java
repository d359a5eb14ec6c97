package dev.millrace.streams.internal.runtime.commit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.internal.output.RecordOutput;
import dev.millrace.streams.internal.runtime.task.StreamTask;

import static java.util.Objects.requireNonNull;

/**
 * Results first, then input positions, then local state.
 *
 * <p>A crash before the positions are acknowledged repeats input whose results may already be out: at least once. A
 * crash between positions and local state leaves the stores behind their changelogs, never ahead, and restoring replays
 * the tail. <i>Confined to the stream thread.</i>
 */
public final class AtLeastOnceCommit implements CommitProtocol {
    private final RecordOutput output;
    private final OffsetCommitter committer;

    /** Commits tasks that write through {@code output}; positions go through {@code committer}. */
    public AtLeastOnceCommit(RecordOutput output, OffsetCommitter committer) {
        this.output = requireNonNull(output, "output");
        this.committer = requireNonNull(committer, "committer");
    }

    @Override
    public int commit(Collection<StreamTask> tasks) {
        List<StreamTask> due = flushDue(tasks);
        if (due.isEmpty()) {
            return 0;
        }
        output.flush();
        if (writeDeadLetters(due)) {
            output.flush();
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = offsetsOf(due);
        if (!offsets.isEmpty()) {
            committer.commit(offsets);
        }
        due.forEach(StreamTask::committed);
        return due.size();
    }

    private static List<StreamTask> flushDue(Collection<StreamTask> tasks) {
        List<StreamTask> due = new ArrayList<>(tasks.size());
        for (StreamTask task : tasks) {
            if (task.commitNeeded()) {
                task.flush();
                due.add(task);
            }
        }
        return due;
    }

    private static boolean writeDeadLetters(List<StreamTask> tasks) {
        boolean any = false;
        for (StreamTask task : tasks) {
            any |= task.writeDeadLetters();
        }
        return any;
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsetsOf(List<StreamTask> tasks) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (StreamTask task : tasks) {
            task.rethrowSendError();
            offsets.putAll(task.offsetsToCommit());
        }
        return offsets;
    }
}
