package dev.millrace.broker.group;

import java.util.Map;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.broker.consumergroup.ConsumerChange;
import dev.millrace.broker.coordinator.CorruptShardRecord;
import dev.millrace.broker.streamsgroup.StreamsChange;

/**
 * Reads a record that was written in a transaction; only offsets ever are.
 *
 * <p>Confined to the event-loop thread.
 */
final class PendingReplay implements GroupRecords.Reader {
    private final PendingOffsets.Acceptor offsets;

    /**
     * Makes a reader.
     *
     * @param offsets told what the transaction is to commit
     */
    PendingReplay(PendingOffsets.Acceptor offsets) {
        this.offsets = offsets;
    }

    @Override
    public void offset(String groupId, TopicPartition partition, CommittedOffset offset) {
        offsets.offset(groupId, partition, offset);
    }

    @Override
    public void offsetGone(String groupId, TopicPartition partition) {
        throw misplaced(groupId);
    }

    @Override
    public void group(GroupSnapshot snapshot) {
        throw misplaced(snapshot.groupId());
    }

    @Override
    public void groupGone(String groupId) {
        throw misplaced(groupId);
    }

    @Override
    public void streams(StreamsChange change) {
        throw misplaced(change.groupId());
    }

    @Override
    public void consumer(ConsumerChange change) {
        throw misplaced(change.groupId());
    }

    @Override
    public void config(String groupId, Map<String, String> values) {
        throw misplaced(groupId);
    }

    private static CorruptShardRecord misplaced(String groupId) {
        return new CorruptShardRecord("something other than an offset of group " + groupId + " in a transaction");
    }
}
