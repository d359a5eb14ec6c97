package dev.millrace.streams.internal.runtime.commit;

import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.internal.output.TransactionalOutput;
import dev.millrace.streams.internal.output.UnwrittenRecordException;
import dev.millrace.streams.internal.runtime.task.StreamTask;

import static java.util.Objects.requireNonNull;

/**
 * Results and input positions in one transaction, then local state.
 *
 * <p>The tasks of a thread share the transaction, so they are committed, and given up, together. A crash before it is
 * committed leaves nothing of it; a crash before local state is applied leaves the stores behind their changelogs,
 * never ahead, and restoring replays the tail: state need not be deleted. <i>Confined to the stream thread.</i>
 */
public final class ExactlyOnceCommit implements CommitProtocol {
    private final TransactionalOutput output;
    private final OffsetCommitter committer;

    /**
     * Commits tasks that write through {@code output}.
     *
     * @param committer commits the transaction, as {@link #offsetsOf} does
     */
    public ExactlyOnceCommit(TransactionalOutput output, OffsetCommitter committer) {
        this.output = requireNonNull(output, "output");
        this.committer = requireNonNull(committer, "committer");
    }

    /** Commits the transaction of {@code output} with the offsets of a member of a group. */
    public static OffsetCommitter offsetsOf(TransactionalOutput output, Supplier<ConsumerGroupMetadata> member) {
        return offsets -> output.commit(offsets, member.get());
    }

    @Override
    public boolean together() {
        return true;
    }

    @Override
    public void begin() {
        output.begin();
    }

    @Override
    public int commit(Collection<StreamTask> tasks) {
        DueTasks due = DueTasks.flushed(tasks);
        if (due.isEmpty()) {
            return 0;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = due.written(output);
        try {
            committer.commit(offsets);
        } catch (StreamsException certain) {
            throw certain;
        } catch (KafkaException uncertain) {
            throw new UnwrittenRecordException(due.ids(), uncertain);
        }
        return due.committed();
    }

    @Override
    public void abandon() {
        output.abandon();
    }
}
