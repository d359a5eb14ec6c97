package dev.millrace.broker.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.coordinator.CorruptShardRecord;
import dev.millrace.broker.coordinator.Shard;
import dev.millrace.broker.coordinator.ShardRecord;
import dev.millrace.broker.coordinator.Timers;
import dev.millrace.broker.coordinator.TransactionWriter;
import dev.millrace.broker.coordinator.Turn;
import dev.millrace.broker.settings.GroupSettings;

/**
 * All groups and their committed offsets, as a function of requests, time and records.
 *
 * <p>Confined to the event-loop thread.
 */
public final class GroupShard implements Shard {
    private static final int EXPIRED_PER_TURN = 1000;

    private final GroupSettings settings;
    private final Timers timers;
    private final Map<String, Group> groups = new HashMap<>();
    private final CommittedOffsets offsets = new CommittedOffsets();
    private final PendingOffsets pending = new PendingOffsets();
    private final GroupRecords.Reader replay = new Replay();

    /**
     * Makes a coordinator without groups.
     *
     * @param timers where it sets its clocks
     */
    public GroupShard(GroupSettings settings, Timers timers) {
        this.settings = settings;
        this.timers = timers;
    }

    @Override
    public void replay(ShardRecord record) {
        GroupRecords.read(record, replay);
    }

    @Override
    public void replayPending(long producerId, ShardRecord record) {
        GroupRecords.read(record, new ReplayPending(producerId));
    }

    @Override
    public void transactionEnded(long producerId, boolean committed) {
        pending.end(producerId, committed, this::take);
    }

    private void take(String groupId, TopicPartition partition, CommittedOffset offset) {
        group(groupId, offset.commitMs());
        offsets.put(groupId, partition, offset);
    }

    @Override
    public void loaded(Turn turn) {
        groups.values().forEach(group -> group.startSessions(turn));
        timers.at(turn.nowMs() + settings.offsets().checkIntervalMs(), this::expire);
    }

    /** Lets a request to join in, or refuses it before any group is looked at. */
    void join(JoinRequest request, Consumer<JoinReply> to, Turn turn) {
        String memberId = request.member().memberId();
        Errors refusal = refusal(request);
        if (refusal != Errors.NONE) {
            turn.reply(to, JoinReply.refused(refusal, memberId), error -> JoinReply.refused(error, memberId));
            return;
        }
        new JoinDesk(group(request.groupId(), turn.nowMs()), request, to, turn).decide();
    }

    private Errors refusal(JoinRequest request) {
        if (request.groupId().isEmpty()) {
            return Errors.INVALID_GROUP_ID;
        }
        int sessionMs = request.timeouts().sessionMs();
        if (sessionMs < settings.sessions().minTimeoutMs()
                || sessionMs > settings.sessions().maxTimeoutMs()) {
            return Errors.INVALID_SESSION_TIMEOUT;
        }
        if (groups.containsKey(request.groupId())) {
            return Errors.NONE;
        }
        if (!request.member().memberId().isEmpty()) {
            return Errors.UNKNOWN_MEMBER_ID;
        }
        return request.offer().isEmpty() ? Errors.INCONSISTENT_GROUP_PROTOCOL : Errors.NONE;
    }

    /** Hands a request for an assignment to the state of its group. */
    void sync(SyncRequest request, Consumer<SyncReply> to, Turn turn) {
        Group group = groups.get(request.groupId());
        Member member = group == null
                ? null
                : group.members().get(request.seat().member().memberId());
        Errors standing = group == null ? unknown(request.groupId()) : Standing.of(group, request.seat());
        if (standing == Errors.NONE && !matches(request.protocol(), group)) {
            standing = Errors.INCONSISTENT_GROUP_PROTOCOL;
        }
        if (standing != Errors.NONE || group == null || member == null) {
            turn.reply(to, SyncReply.refused(standing), SyncReply::refused);
            return;
        }
        alive(member, request.sender(), turn);
        group.state().sync(member, request, to, turn);
    }

    private static boolean matches(SyncRequest.ExpectedProtocol expected, Group group) {
        return (expected.type() == null || expected.type().equals(group.protocolType()))
                && (expected.name() == null || expected.name().equals(group.protocolName()));
    }

    /** A member gives a sign of life. */
    void heartbeat(HeartbeatRequest request, Consumer<Errors> to, Turn turn) {
        Group group = groups.get(request.groupId());
        Errors standing = group == null ? unknown(request.groupId()) : Standing.of(group, request.seat());
        if (standing == Errors.NONE && group != null) {
            alive(group, request.seat().member(), request.sender(), turn);
            standing = group.state().heartbeat();
        }
        turn.reply(to, standing, Function.identity());
    }

    /** Takes members out, each for itself, and then tells the state of the group once. */
    void leave(String groupId, List<MemberClaim> leaving, Consumer<List<Departure>> to, Turn turn) {
        Group group = groups.get(groupId);
        List<Departure> departures = new ArrayList<>(leaving.size());
        for (MemberClaim claim : leaving) {
            Errors error = group == null ? Errors.UNKNOWN_MEMBER_ID : leave(group, claim, turn);
            departures.add(new Departure(claim, error));
        }
        if (group != null && departures.stream().anyMatch(departure -> departure.error() == Errors.NONE)) {
            group.state().membersChanged(turn);
        }
        turn.reply(to, departures, error -> refused(leaving, error));
    }

    private static List<Departure> refused(List<MemberClaim> leaving, Errors error) {
        return leaving.stream().map(claim -> new Departure(claim, error)).toList();
    }

    private static Errors leave(Group group, MemberClaim claim, Turn turn) {
        if (group.members().removePending(claim.memberId())) {
            return Errors.NONE;
        }
        boolean byInstanceOnly = claim.instanceId() != null && claim.memberId().isEmpty();
        Errors standing = byInstanceOnly ? Errors.NONE : Standing.of(group, claim);
        Member member = byInstanceOnly
                ? group.members().ofInstance(claim.instanceId())
                : group.members().get(claim.memberId());
        if (standing != Errors.NONE) {
            return standing;
        }
        if (member == null) {
            return Errors.UNKNOWN_MEMBER_ID;
        }
        group.remove(member, Errors.UNKNOWN_MEMBER_ID, turn);
        return Errors.NONE;
    }

    /** Remembers offsets; the reply comes when they are durable and is one for all of them. */
    void commit(CommitRequest request, Consumer<Errors> to, Turn turn) {
        Errors standing = mayCommit(request, turn);
        if (standing == Errors.NONE) {
            for (OffsetToCommit offset : request.offsets()) {
                turn.write(record(request, offset, turn.nowMs()));
            }
        }
        turn.reply(to, standing, Function.identity());
    }

    /** Remembers offsets that count when the transaction of a producer is committed. */
    void commitInTransaction(CommitRequest request, TransactionWriter producer, Consumer<Errors> to, Turn turn) {
        Errors standing = mayCommitInTransaction(request, turn);
        if (standing == Errors.NONE) {
            turn.writeInTransaction(producer);
            for (OffsetToCommit offset : request.offsets()) {
                turn.write(record(request, offset, turn.nowMs()));
            }
        }
        turn.reply(to, standing, Function.identity());
    }

    private Errors mayCommitInTransaction(CommitRequest request, Turn turn) {
        Group group = groups.get(request.groupId());
        MemberClaim claim = request.seat().member();
        boolean claimsMembership =
                request.seat().generation() >= 0 || !claim.memberId().isEmpty() || claim.instanceId() != null;
        if (!claimsMembership) {
            // Before version 3 nobody could say; the transaction's producer is fenced instead.
            return request.groupId().isEmpty() ? Errors.INVALID_GROUP_ID : Errors.NONE;
        }
        if (group == null) {
            return Errors.ILLEGAL_GENERATION;
        }
        Errors standing = Standing.of(group, request.seat());
        if (standing == Errors.NONE) {
            alive(group, claim, request.sender(), turn);
        }
        return standing;
    }

    private static ShardRecord record(CommitRequest request, OffsetToCommit offset, long nowMs) {
        long expireMs = request.retentionMs() < 0 ? CommittedOffset.NO_EXPIRY : nowMs + request.retentionMs();
        var committed = new CommittedOffset(offset.offset(), offset.leaderEpoch(), offset.metadata(), nowMs, expireMs);
        return GroupRecords.offset(request.groupId(), offset.partition(), committed);
    }

    private Errors mayCommit(CommitRequest request, Turn turn) {
        Group group = groups.get(request.groupId());
        boolean withoutMembership = request.seat().generation() < 0;
        if (withoutMembership && (group == null || group.isEmpty())) {
            return Errors.NONE;
        }
        if (group == null) {
            return Errors.ILLEGAL_GENERATION;
        }
        MemberClaim claim = request.seat().member();
        Errors standing = withoutMembership ? Errors.UNKNOWN_MEMBER_ID : Standing.of(group, request.seat());
        if (standing != Errors.NONE) {
            return standing;
        }
        alive(group, claim, request.sender(), turn);
        return group.state().commit();
    }

    /** Lets the members that were last heard of over a connection be gone soon. */
    void connectionClosed(String connectionId, Turn turn) {
        for (Group group : List.copyOf(groups.values())) {
            group.connectionLost(connectionId, turn);
        }
    }

    /** Writes tombstones for the offsets of a topic. */
    void topicDeleted(String topic, Turn turn) {
        for (String groupId : List.copyOf(offsets.groupIds())) {
            for (TopicPartition partition : offsets.ofGroup(groupId).keySet()) {
                if (partition.topic().equals(topic)) {
                    turn.write(GroupRecords.offsetGone(groupId, partition));
                }
            }
        }
    }

    /** Writes tombstones for a group, if nobody is in it. */
    void delete(String groupId, Consumer<Errors> to, Turn turn) {
        Group group = groups.get(groupId);
        Errors error = Errors.NONE;
        if (group == null) {
            error = groupId.isEmpty() ? Errors.INVALID_GROUP_ID : Errors.GROUP_ID_NOT_FOUND;
        } else if (!group.isEmpty()) {
            error = Errors.NON_EMPTY_GROUP;
        } else {
            offsets.ofGroup(groupId).keySet().forEach(p -> turn.write(GroupRecords.offsetGone(groupId, p)));
            turn.write(GroupRecords.groupGone(groupId));
        }
        turn.reply(to, error, Function.identity());
    }

    /** Writes tombstones for offsets of topics that no member reads. */
    void deleteOffsets(String groupId, Collection<TopicPartition> partitions, Consumer<OffsetDeletion> to, Turn turn) {
        Group group = groups.get(groupId);
        Errors error = group == null ? Errors.GROUP_ID_NOT_FOUND : mayLoseOffsets(group);
        if (error != Errors.NONE || group == null) {
            turn.reply(to, OffsetDeletion.refused(error), OffsetDeletion::refused);
            return;
        }
        Set<String> stay = new HashSet<>();
        for (TopicPartition partition : partitions) {
            if (!group.isEmpty() && isRead(group, partition.topic())) {
                stay.add(partition.topic());
            } else if (offsets.get(groupId, partition) != null) {
                turn.write(GroupRecords.offsetGone(groupId, partition));
            }
        }
        turn.reply(to, new OffsetDeletion(Errors.NONE, stay), OffsetDeletion::refused);
    }

    private static Errors mayLoseOffsets(Group group) {
        boolean consumers = SubscribedTopics.CONSUMER.equals(group.protocolType());
        return group.isEmpty() || consumers ? Errors.NONE : Errors.NON_EMPTY_GROUP;
    }

    /** While a rebalance is under way nobody knows, and then every topic counts as read. */
    private static boolean isRead(Group group, String topic) {
        return SubscribedTopics.of(group).map(topics -> topics.contains(topic)).orElse(true);
    }

    private void expire(Turn turn) {
        OffsetExpiry expiry = new OffsetExpiry(settings.offsets(), turn.nowMs());
        for (String groupId : List.copyOf(offsets.groupIds())) {
            offsets.ofGroup(groupId).forEach((partition, offset) -> {
                if (turn.records().size() < EXPIRED_PER_TURN && expiry.isOver(groups.get(groupId), partition, offset)) {
                    turn.write(GroupRecords.offsetGone(groupId, partition));
                }
            });
        }
        forgetUnused(turn);
        boolean more = turn.records().size() >= EXPIRED_PER_TURN;
        timers.at(turn.nowMs() + (more ? 1 : settings.offsets().checkIntervalMs()), this::expire);
    }

    private void forgetUnused(Turn turn) {
        for (Group group : List.copyOf(groups.values())) {
            boolean unused = group.isEmpty()
                    && !group.members().hasPending()
                    && !offsets.has(group.id())
                    && !pending.hasAny(group.id());
            if (unused && group.isKept()) {
                turn.write(GroupRecords.groupGone(group.id()));
            } else if (unused) {
                groups.remove(group.id());
            }
        }
    }

    /** Returns what a group has committed for a partition, null if nothing. */
    @Nullable
    CommittedOffset committed(String groupId, TopicPartition partition) {
        return offsets.get(groupId, partition);
    }

    /** Returns whether an offset of a group waits for the end of a transaction. */
    boolean isPending(String groupId, TopicPartition partition) {
        return pending.isPending(groupId, partition);
    }

    /** Returns everything a group has committed, in no order. */
    Map<TopicPartition, CommittedOffset> committed(String groupId) {
        return offsets.ofGroup(groupId);
    }

    /** Returns all groups, in no order. */
    Collection<GroupView> views() {
        return groups.values().stream().map(GroupView::of).toList();
    }

    /** Returns one group, null if there is none of this name. */
    @Nullable
    GroupView view(String groupId) {
        Group group = groups.get(groupId);
        return group == null ? null : GroupView.of(group);
    }

    private Group group(String groupId, long nowMs) {
        return groups.computeIfAbsent(groupId, id -> new Group(id, settings, timers, nowMs));
    }

    private static Errors unknown(String groupId) {
        return groupId.isEmpty() ? Errors.INVALID_GROUP_ID : Errors.UNKNOWN_MEMBER_ID;
    }

    private static void alive(Group group, MemberClaim claim, Sender sender, Turn turn) {
        Member member = group.members().get(claim.memberId());
        if (member != null) {
            alive(member, sender, turn);
        }
    }

    private static void alive(Member member, Sender sender, Turn turn) {
        member.seenAt(sender);
        if (!member.isJoining()) {
            member.renewSession(turn.nowMs());
        }
    }

    private final class Replay implements GroupRecords.Reader {
        @Override
        public void offset(String groupId, TopicPartition partition, CommittedOffset offset) {
            take(groupId, partition, offset);
            pending.supersede(groupId, partition);
        }

        @Override
        public void offsetGone(String groupId, TopicPartition partition) {
            offsets.remove(groupId, partition);
            pending.supersede(groupId, partition);
        }

        @Override
        public void group(GroupSnapshot snapshot) {
            GroupShard.this.group(snapshot.groupId(), snapshot.sinceMs()).restore(snapshot);
        }

        @Override
        public void groupGone(String groupId) {
            Group group = groups.get(groupId);
            if (group != null && group.isEmpty()) {
                groups.remove(groupId);
            }
        }
    }

    /** Only offsets are ever written in a transaction. */
    private final class ReplayPending implements GroupRecords.Reader {
        private final long producerId;

        ReplayPending(long producerId) {
            this.producerId = producerId;
        }

        @Override
        public void offset(String groupId, TopicPartition partition, CommittedOffset offset) {
            GroupShard.this.group(groupId, offset.commitMs());
            pending.put(producerId, groupId, partition, offset);
        }

        @Override
        public void offsetGone(String groupId, TopicPartition partition) {
            throw new CorruptShardRecord("an offset of group " + groupId + " deleted in a transaction");
        }

        @Override
        public void group(GroupSnapshot snapshot) {
            throw new CorruptShardRecord("group " + snapshot.groupId() + " in a transaction");
        }

        @Override
        public void groupGone(String groupId) {
            throw new CorruptShardRecord("group " + groupId + " deleted in a transaction");
        }
    }
}
