package dev.millrace.streams.internal.runtime.thread;

import java.util.Map;

import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;

import dev.millrace.streams.errors.TaskMigratedException;
import dev.millrace.streams.internal.runtime.commit.OffsetCommitter;

/** Commits offsets through the thread's consumer. <i>Confined to the stream thread.</i> */
public final class GroupOffsets implements OffsetCommitter {
    private final Consumer<byte[], byte[]> consumer;
    private final Mailbox mailbox;

    /** Commits through {@code consumer}, whose owner has {@code mailbox}. */
    public GroupOffsets(Consumer<byte[], byte[]> consumer, Mailbox mailbox) {
        this.consumer = consumer;
        this.mailbox = mailbox;
    }

    /**
     * As specified.
     *
     * @throws TaskMigratedException if this member is not in the group any more: its tasks are with others
     */
    @Override
    public void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            mailbox.calling(() -> {
                consumer.commitSync(offsets);
                return offsets;
            });
        } catch (CommitFailedException | FencedInstanceIdException left) {
            throw new TaskMigratedException("This member is not part of the group any more", left);
        }
    }
}
