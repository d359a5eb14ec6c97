package dev.millrace.broker.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.consumergroup.ConsumerChange;
import dev.millrace.broker.consumergroup.ConsumerGroups;
import dev.millrace.broker.consumergroup.ConsumerHeartbeat;
import dev.millrace.broker.consumergroup.ConsumerReply;
import dev.millrace.broker.coordinator.Shard;
import dev.millrace.broker.coordinator.ShardRecord;
import dev.millrace.broker.coordinator.Timers;
import dev.millrace.broker.coordinator.Turn;
import dev.millrace.broker.membership.BackgroundWork;
import dev.millrace.broker.membership.TopicSight;
import dev.millrace.broker.settings.GroupSettings;
import dev.millrace.broker.streamsgroup.StreamsChange;
import dev.millrace.broker.streamsgroup.StreamsGroups;
import dev.millrace.broker.streamsgroup.StreamsHeartbeat;
import dev.millrace.broker.streamsgroup.StreamsReply;

/**
 * All groups and their committed offsets, as a function of requests, time and records.
 *
 * <p>A group speaks one protocol as long as it has members; an empty one takes on the protocol of whoever joins next,
 * and keeps its offsets.
 *
 * <p>Confined to the event-loop thread.
 */
public final class GroupShard implements Shard {
    private static final int EXPIRED_PER_TURN = 1000;

    private final GroupSettings settings;
    private final Timers timers;
    private final ClassicGroups classic;
    private final StreamsGroups streams;
    private final ConsumerGroups consumers;
    private final GroupConfigs configs;
    private final OffsetDesk offsets;
    private final GroupRecords.Reader replay = new Replay();

    /**
     * Makes a coordinator without groups.
     *
     * @param timers where it sets its clocks
     * @param sight what its groups see of topics
     * @param background does what would hold the event loop up
     */
    public GroupShard(GroupSettings settings, Timers timers, TopicSight sight, BackgroundWork background) {
        this.settings = settings;
        this.timers = timers;
        this.configs = new GroupConfigs(settings);
        this.classic = new ClassicGroups(settings, timers);
        this.streams = new StreamsGroups(groupId -> configs.of(groupId).streams(), timers, sight);
        this.consumers = new ConsumerGroups(groupId -> configs.of(groupId).consumer(), timers, sight, background);
        this.offsets = new OffsetDesk(settings.offsets(), this::known);
    }

    private @Nullable KnownGroup known(String groupId) {
        if (consumers.has(groupId)) {
            return new HeartbeatKind(groupId, consumers);
        }
        if (streams.has(groupId)) {
            return new HeartbeatKind(groupId, streams);
        }
        Group group = classic.get(groupId);
        return group == null ? null : new ClassicKind(group);
    }

    @Override
    public void replay(ShardRecord record) {
        GroupRecords.read(record, replay);
    }

    @Override
    public void replayPending(long producerId, ShardRecord record) {
        GroupRecords.read(record, new PendingReplay((groupId, partition, offset) -> {
            keepsOffsets(groupId, offset.commitMs());
            offsets.replayPending(producerId, groupId, partition, offset);
        }));
    }

    @Override
    public void transactionEnded(long producerId, boolean committed) {
        offsets.transactionEnded(producerId, committed, this::keepsOffsets);
    }

    private void keepsOffsets(String groupId, long sinceMs) {
        if (!streams.has(groupId) && !consumers.has(groupId)) {
            classic.group(groupId, sinceMs);
        }
    }

    /** Sees to it that a group of no other protocol is left to keep offsets, and that of two one goes. */
    private void replaced(String groupId) {
        if (streams.has(groupId) || consumers.has(groupId)) {
            classic.forget(groupId);
        } else if (offsets.hasAny(groupId)) {
            classic.group(groupId, 0);
        }
    }

    @Override
    public void loaded(Turn turn) {
        classic.startSessions(turn);
        streams.loaded(turn);
        consumers.loaded(settings.sessions().restartGraceMs(), turn);
        timers.at(turn.nowMs() + settings.offsets().checkIntervalMs(), this::expire);
    }

    ClassicGroups classic() {
        return classic;
    }

    OffsetDesk offsets() {
        return offsets;
    }

    /** Lets a request to join a group of the classic protocol in, or refuses it before any group is looked at. */
    void join(JoinRequest request, Consumer<JoinReply> to, Turn turn) {
        KnownGroup former = classic.get(request.groupId()) == null ? known(request.groupId()) : null;
        if (former != null && !former.isEmpty()) {
            String memberId = request.member().memberId();
            turn.reply(
                    to,
                    JoinReply.refused(Errors.INCONSISTENT_GROUP_PROTOCOL, memberId),
                    error -> JoinReply.refused(error, memberId));
            return;
        }
        if (former != null) {
            former.delete(turn);
        }
        classic.join(request, to, turn);
    }

    /** Lets a member of a group of the Streams protocol join, stay or leave. */
    void heartbeat(StreamsHeartbeat heartbeat, Consumer<StreamsReply> to, Turn turn) {
        KnownGroup former = streams.has(heartbeat.groupId()) ? null : known(heartbeat.groupId());
        if (former != null && !former.isEmpty()) {
            String message = "Group " + heartbeat.groupId() + " is not a streams group.";
            turn.reply(to, StreamsReply.refused(Errors.GROUP_ID_NOT_FOUND, message), StreamsReply::refused);
            return;
        }
        streams.heartbeat(heartbeat, to, turn);
        if (former != null && !turn.records().isEmpty()) {
            former.delete(turn);
        }
    }

    /** Lets a member of a group of the consumer protocol join, stay or leave. */
    void heartbeat(ConsumerHeartbeat heartbeat, Consumer<ConsumerReply> to, Turn turn) {
        KnownGroup former = consumers.has(heartbeat.groupId()) ? null : known(heartbeat.groupId());
        if (former != null && !former.isEmpty()) {
            String message = "Group " + heartbeat.groupId() + " is not a consumer group.";
            turn.reply(to, ConsumerReply.refused(Errors.GROUP_ID_NOT_FOUND, message), ConsumerReply::refused);
            return;
        }
        consumers.heartbeat(heartbeat, to, turn);
        if (former != null && !turn.records().isEmpty()) {
            former.delete(turn);
        }
    }

    /** Takes members out, each for itself; an administrator may do so with those of the consumer protocol too. */
    void leave(String groupId, List<MemberClaim> leaving, Consumer<List<Departure>> to, Turn turn) {
        if (!consumers.has(groupId)) {
            classic.leave(groupId, leaving, to, turn);
            return;
        }
        List<Errors> errors = consumers.dismiss(
                groupId,
                leaving.stream()
                        .map(claim -> new ConsumerGroups.Dismissal(claim.memberId(), claim.instanceId()))
                        .toList(),
                turn);
        List<Departure> departures = new ArrayList<>(leaving.size());
        for (int i = 0; i < errors.size(); i++) {
            departures.add(new Departure(leaving.get(i), errors.get(i)));
        }
        turn.reply(to, departures, error -> leaving.stream()
                .map(claim -> new Departure(claim, error))
                .toList());
    }

    /** A connection is closed: whoever was last heard of over it may be gone. */
    void connectionClosed(String connectionId, Turn turn) {
        classic.connectionClosed(connectionId, turn);
        int graceMs = settings.sessions().deadConnectionGraceMs();
        streams.connectionClosed(connectionId, graceMs, turn);
        consumers.connectionClosed(connectionId, graceMs, turn);
    }

    /** Writes tombstones for a group, if nobody is in it. */
    void delete(String groupId, Consumer<Errors> to, Turn turn) {
        KnownGroup group = known(groupId);
        Errors error = Errors.NONE;
        if (group == null) {
            error = groupId.isEmpty() ? Errors.INVALID_GROUP_ID : Errors.GROUP_ID_NOT_FOUND;
        } else if (!group.isEmpty()) {
            error = Errors.NON_EMPTY_GROUP;
        } else {
            offsets.groupDeleted(groupId, turn);
            group.delete(turn);
        }
        turn.reply(to, error, Function.identity());
    }

    /** Keeps what a group has set for itself; the caller has checked it. */
    void configure(String groupId, Map<String, String> values, Consumer<Errors> to, Turn turn) {
        if (!values.equals(configs.own(groupId))) {
            turn.write(GroupRecords.config(groupId, values));
        }
        turn.reply(to, Errors.NONE, Function.identity());
    }

    private void expire(Turn turn) {
        boolean more = offsets.expire(EXPIRED_PER_TURN, turn);
        forgetUnused(turn);
        more |= turn.records().size() >= EXPIRED_PER_TURN;
        timers.at(turn.nowMs() + (more ? 1 : settings.offsets().checkIntervalMs()), this::expire);
    }

    private void forgetUnused(Turn turn) {
        for (Group group : List.copyOf(classic.all())) {
            boolean unused = group.isEmpty() && !group.members().hasPending() && !offsets.hasAny(group.id());
            if (unused && group.isKept()) {
                turn.write(GroupRecords.groupGone(group.id()));
            } else if (unused) {
                classic.forget(group.id());
            }
        }
        for (String groupId : streams.emptyGroups()) {
            if (!offsets.hasAny(groupId)) {
                streams.delete(groupId, turn);
            }
        }
        for (String groupId : consumers.emptyGroups()) {
            if (!offsets.hasAny(groupId)) {
                consumers.delete(groupId, turn);
            }
        }
    }

    /** Returns all groups, in no order. */
    Collection<GroupView> views(long nowMs) {
        List<GroupView> views = new ArrayList<>();
        classic.all().forEach(group -> views.add(GroupView.of(group)));
        streams.views(nowMs).forEach(group -> views.add(GroupView.of(group)));
        consumers.views().forEach(group -> views.add(GroupView.of(group)));
        return views;
    }

    /** Returns one group of the classic protocol, null if there is none of this name. */
    @Nullable
    GroupView view(String groupId) {
        Group group = classic.get(groupId);
        return group == null ? null : GroupView.of(group);
    }

    StreamsGroups streams() {
        return streams;
    }

    ConsumerGroups consumers() {
        return consumers;
    }

    GroupConfigs configs() {
        return configs;
    }

    /** As {@link KnownGroup#mayFetch}; offsets of an unknown group may be asked for by anybody. */
    Errors mayFetch(String groupId, String memberId, int memberEpoch) {
        KnownGroup group = known(groupId);
        return group == null ? Errors.NONE : group.mayFetch(memberId, memberEpoch);
    }

    private final class Replay implements GroupRecords.Reader {
        @Override
        public void offset(String groupId, TopicPartition partition, CommittedOffset offset) {
            keepsOffsets(groupId, offset.commitMs());
            offsets.replay(groupId, partition, offset);
        }

        @Override
        public void offsetGone(String groupId, TopicPartition partition) {
            offsets.forget(groupId, partition);
        }

        @Override
        public void group(GroupSnapshot snapshot) {
            classic.group(snapshot.groupId(), snapshot.sinceMs()).restore(snapshot);
        }

        @Override
        public void groupGone(String groupId) {
            classic.forget(groupId);
        }

        @Override
        public void streams(StreamsChange change) {
            streams.replay(change);
            replaced(change.groupId());
        }

        @Override
        public void consumer(ConsumerChange change) {
            consumers.replay(change);
            replaced(change.groupId());
        }

        @Override
        public void config(String groupId, Map<String, String> values) {
            configs.replay(groupId, values);
        }
    }
}
