package dev.millrace.broker.group;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.consumergroup.ConsumerGroupView;
import dev.millrace.broker.consumergroup.ConsumerHeartbeat;
import dev.millrace.broker.consumergroup.ConsumerReply;
import dev.millrace.broker.coordinator.ShardRunner;
import dev.millrace.broker.coordinator.TransactionWriter;
import dev.millrace.broker.settings.GroupConfig;
import dev.millrace.broker.settings.GroupSettings;
import dev.millrace.broker.streamsgroup.StreamsGroupView;
import dev.millrace.broker.streamsgroup.StreamsHeartbeat;
import dev.millrace.broker.streamsgroup.StreamsReply;

/**
 * The door to the groups: each request is one turn of the {@link GroupShard}.
 *
 * <p>Replies are delivered on the event-loop thread, at once or later, exactly once unless the broker closes before.
 *
 * <p>Confined to the event-loop thread.
 */
public final class GroupCoordinator {
    private final ShardRunner<GroupShard> runner;
    private final GroupSettings settings;
    private final Time time;

    /**
     * Opens the door to a shard that is loaded.
     *
     * @param runner runs the shard; {@link ShardRunner#load} has returned
     * @param settings those the shard was made with
     */
    public GroupCoordinator(ShardRunner<GroupShard> runner, GroupSettings settings, Time time) {
        this.time = time;
        this.runner = runner;
        this.settings = settings;
    }

    /** Returns the settings in force. */
    public GroupSettings settings() {
        return settings;
    }

    /** A member, or who wants to become one, joins; the reply may take as long as the rebalance. */
    public void join(JoinRequest request, Consumer<JoinReply> reply) {
        runner.run(turn -> runner.shard().join(request, reply, turn));
    }

    /** A member asks for its assignment; the reply waits for the leader's. */
    public void sync(SyncRequest request, Consumer<SyncReply> reply) {
        runner.run(turn -> runner.shard().classic().sync(request, reply, turn));
    }

    /** A member gives a sign of life. */
    public void heartbeat(HeartbeatRequest request, Consumer<Errors> reply) {
        runner.run(turn -> runner.shard().classic().heartbeat(request, reply, turn));
    }

    /** A member of a group of the Streams protocol joins, stays or leaves. */
    public void heartbeat(StreamsHeartbeat heartbeat, Consumer<StreamsReply> reply) {
        runner.run(turn -> runner.shard().heartbeat(heartbeat, reply, turn));
    }

    /** A member of a group of the consumer protocol joins, stays or leaves. */
    public void heartbeat(ConsumerHeartbeat heartbeat, Consumer<ConsumerReply> reply) {
        runner.run(turn -> runner.shard().heartbeat(heartbeat, reply, turn));
    }

    /** Members leave, or are sent away by an administrator who knows their instance ids. */
    public void leave(String groupId, List<MemberClaim> leaving, Consumer<List<Departure>> reply) {
        runner.run(turn -> runner.shard().leave(groupId, leaving, reply, turn));
    }

    /** Remembers offsets, all or none; the reply comes when they are durable. */
    public void commit(CommitRequest request, Consumer<Errors> reply) {
        runner.run(turn -> runner.shard().offsets().commit(request, reply, turn));
    }

    /**
     * Remembers offsets that count when the transaction of a producer is committed; the reply comes when they are
     * durable.
     *
     * @param producerId whose transaction
     * @param epoch of the producer
     */
    public void commitInTransaction(CommitRequest request, long producerId, short epoch, Consumer<Errors> reply) {
        TransactionWriter producer = new TransactionWriter(producerId, epoch);
        runner.run(turn -> runner.shard().offsets().commitInTransaction(request, producer, reply, turn));
    }

    /** Lets the offsets of a transaction count, or forgets them, after its marker was written. */
    public void transactionEnded(long producerId, boolean committed) {
        runner.shard().transactionEnded(producerId, committed);
    }

    /** Returns whether a transaction that may yet be committed has an offset of a group for a partition. */
    public boolean isPending(String groupId, TopicPartition partition) {
        return runner.shard().offsets().isPending(groupId, partition);
    }

    /** Forgets a group without members and all its offsets. */
    public void delete(String groupId, Consumer<Errors> reply) {
        runner.run(turn -> runner.shard().delete(groupId, reply, turn));
    }

    /** Forgets offsets of topics that no member reads. */
    public void deleteOffsets(String groupId, Collection<TopicPartition> partitions, Consumer<OffsetDeletion> reply) {
        runner.run(turn -> runner.shard().offsets().delete(groupId, partitions, reply, turn));
    }

    /** Lets the members that were last heard of over a connection be gone soon, unless they are heard of again. */
    public void connectionClosed(String connectionId) {
        runner.run(turn -> runner.shard().connectionClosed(connectionId, turn));
    }

    /** Forgets the offsets of a topic that is gone. */
    public void topicDeleted(String topic) {
        runner.run(turn -> runner.shard().offsets().topicDeleted(topic, turn));
    }

    /** Returns what a group has committed for a partition; null if nothing. */
    public @Nullable CommittedOffset committed(String groupId, TopicPartition partition) {
        return runner.shard().offsets().committed(groupId, partition);
    }

    /** Returns a view of everything a group has committed, in no order. */
    public Map<TopicPartition, CommittedOffset> committed(String groupId) {
        return runner.shard().offsets().committed(groupId);
    }

    /** Returns how many offsets all groups have committed. */
    public int offsetCount() {
        return runner.shard().offsets().count();
    }

    /** Returns all groups, in no order. */
    public Collection<GroupView> groups() {
        return runner.shard().views(time.milliseconds());
    }

    /** Returns one group of the consumer protocol; null if there is none of this name. */
    public @Nullable ConsumerGroupView consumerGroup(String groupId) {
        return runner.shard().consumers().view(groupId);
    }

    /**
     * Returns whether who says to be a member may ask for the offsets of a group.
     *
     * @return NONE, or UNKNOWN_MEMBER_ID or STALE_MEMBER_EPOCH
     */
    public Errors mayFetch(String groupId, String memberId, int memberEpoch) {
        return runner.shard().mayFetch(groupId, memberId, memberEpoch);
    }

    /**
     * Lets a group have values of its own, in place of those it has; the reply comes when they are durable.
     *
     * @param values by name, checked by {@link GroupConfig#apply}
     */
    public void configure(String groupId, Map<String, String> values, Consumer<Errors> reply) {
        runner.run(turn -> runner.shard().configure(groupId, values, reply, turn));
    }

    /** Returns what a group has set for itself, by name. */
    public Map<String, String> config(String groupId) {
        return runner.shard().configs().own(groupId);
    }

    /** Returns the ids of all groups that have set something for themselves. */
    public Collection<String> configured() {
        return runner.shard().configs().groupIds();
    }

    /** Returns one group of the Streams protocol; null if there is none of this name. */
    public @Nullable StreamsGroupView streamsGroup(String groupId) {
        return runner.shard().streams().view(groupId, time.milliseconds());
    }

    /** Returns one group of the classic protocol; null if there is none of this name. */
    public @Nullable GroupView group(String groupId) {
        return runner.shard().view(groupId);
    }
}
