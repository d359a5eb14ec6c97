package dev.millrace.streams.internal.runtime.commit;

import java.util.Collection;
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
        DueTasks due = DueTasks.flushed(tasks);
        if (due.isEmpty()) {
            return 0;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = due.written(output);
        if (!offsets.isEmpty()) {
            committer.commit(offsets);
        }
        return due.committed();
    }
}
