package dev.millrace.broker.streamsgroup;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.coordinator.Timer;
import dev.millrace.broker.coordinator.Timers;
import dev.millrace.broker.coordinator.Turn;
import dev.millrace.broker.membership.HeartbeatGroups;
import dev.millrace.broker.membership.HeartbeatRefused;
import dev.millrace.broker.membership.Presence;
import dev.millrace.broker.membership.TopicSight;
import dev.millrace.broker.settings.StreamsGroupSettings;

/**
 * All groups of the Streams protocol, as a function of heartbeats, time and records.
 *
 * <p>Confined to the event-loop thread.
 */
public final class StreamsGroups implements HeartbeatGroups {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsGroups.class);

    private final Function<String, StreamsGroupSettings> settings;
    private final Timers timers;
    private final TopicSight sight;
    private final Map<String, StreamsGroup> groups = new TreeMap<>();

    /**
     * Makes a coordinator without groups.
     *
     * @param settings those of a group, by its id
     * @param timers where it sets its clocks
     * @param sight what there is of topics
     */
    public StreamsGroups(Function<String, StreamsGroupSettings> settings, Timers timers, TopicSight sight) {
        this.settings = settings;
        this.timers = timers;
        this.sight = sight;
    }

    /** Lets a member join, stay or leave. */
    public void heartbeat(StreamsHeartbeat heartbeat, Consumer<StreamsReply> to, Turn turn) {
        StreamsReply reply;
        try {
            reply = heartbeat.memberEpoch() < 0 ? leave(heartbeat, turn) : stay(heartbeat, turn);
        } catch (HeartbeatRefused e) {
            reply = StreamsReply.refused(e.error(), e.getMessage());
        }
        turn.reply(to, reply, StreamsReply::refused);
    }

    private StreamsReply stay(StreamsHeartbeat heartbeat, Turn turn) throws HeartbeatRefused {
        StreamsGroup group = groups.get(heartbeat.groupId());
        if (group == null && heartbeat.memberEpoch() != StreamsHeartbeat.JOIN) {
            throw noGroup(heartbeat);
        }
        StreamsGroup asked = group == null ? new StreamsGroup(heartbeat.groupId(), turn.nowMs()) : group;
        StreamsGroupSettings rules = settings.apply(asked.id());
        boolean delayedBefore = turn.nowMs() < asked.delayedUntilMs();
        HeartbeatDesk desk = new HeartbeatDesk(asked, heartbeat, rules, sight, turn);
        StreamsReply reply = desk.decide();
        groups.put(asked.id(), asked);
        if (!delayedBefore && turn.nowMs() < asked.delayedUntilMs()) {
            timers.at(asked.delayedUntilMs(), later -> retarget(asked, later));
        }
        Presence presence = isHere(asked, heartbeat, rules, turn);
        if (desk.mustRevoke()) {
            presence.mustRevokeBy(turn.nowMs() + desk.rebalanceTimeoutMs());
        }
        return reply;
    }

    private static HeartbeatRefused noGroup(StreamsHeartbeat heartbeat) {
        return new HeartbeatRefused(
                Errors.GROUP_ID_NOT_FOUND, "There is no streams group " + heartbeat.groupId() + ".");
    }

    private Presence isHere(StreamsGroup group, StreamsHeartbeat heartbeat, StreamsGroupSettings rules, Turn turn) {
        Presence presence = group.presence(heartbeat.memberId());
        if (presence == null) {
            presence = presence(
                    group, heartbeat.memberId(), turn.nowMs() + rules.timing().sessionTimeoutMs());
        }
        presence.heardOf(
                heartbeat.from().connectionId(), turn.nowMs() + rules.timing().sessionTimeoutMs());
        return presence;
    }

    private Presence presence(StreamsGroup group, String memberId, long sessionEndsMs) {
        Timer session = timers.at(sessionEndsMs, turn -> gone(group, memberId, "no sign of life in time", turn));
        Timer revocation =
                timers.at(sessionEndsMs, turn -> gone(group, memberId, "it did not give its tasks up in time", turn));
        revocation.stop();
        Presence presence = new Presence(session, revocation);
        group.present(memberId, presence);
        return presence;
    }

    private StreamsReply leave(StreamsHeartbeat heartbeat, Turn turn) throws HeartbeatRefused {
        StreamsGroup group = groups.get(heartbeat.groupId());
        if (group == null) {
            throw noGroup(heartbeat);
        }
        StreamsMember member = leaving(group, heartbeat);
        if (heartbeat.shutdown()) {
            group.shutdown(member.id());
        }
        if (heartbeat.memberEpoch() == StreamsMember.AWAY && member.about().instanceId() != null) {
            GroupDraft draft = new GroupDraft(group);
            draft.put(member.away());
            draft.writeTo(turn);
        } else {
            remove(group, member, turn);
        }
        return StreamsReply.left(heartbeat.memberId(), heartbeat.memberEpoch());
    }

    private static StreamsMember leaving(StreamsGroup group, StreamsHeartbeat heartbeat) throws HeartbeatRefused {
        String instanceId = heartbeat.news().instanceId();
        StreamsMember member = instanceId == null ? group.member(heartbeat.memberId()) : group.ofInstance(instanceId);
        if (member == null) {
            throw HeartbeatRefused.notIn(group.id(), heartbeat.memberId());
        }
        if (!member.id().equals(heartbeat.memberId())) {
            throw new HeartbeatRefused(
                    Errors.FENCED_INSTANCE_ID, "Instance " + instanceId + " is held by member " + member.id() + ".");
        }
        return member;
    }

    private void gone(StreamsGroup group, String memberId, String why, Turn turn) {
        StreamsMember member = group.member(memberId);
        if (member != null && groups.get(group.id()) == group) {
            LOG.info("Member {} of streams group {} is gone: {}", memberId, group.id(), why);
            remove(group, member, turn);
        }
    }

    private void remove(StreamsGroup group, StreamsMember member, Turn turn) {
        GroupDraft draft = new GroupDraft(group);
        draft.remove(member.id());
        draft.ask();
        retarget(group, draft, turn);
        draft.writeTo(turn);
    }

    private void retarget(StreamsGroup group, Turn turn) {
        GroupDraft draft = new GroupDraft(group);
        retarget(group, draft, turn);
        draft.writeTo(turn);
    }

    private void retarget(StreamsGroup group, GroupDraft draft, Turn turn) {
        ResolvedTopology topology = group.resolved();
        if (topology != null && draft.isAsked() && turn.nowMs() >= group.delayedUntilMs()) {
            int copies =
                    topology.obstacle() == null ? settings.apply(group.id()).standbyReplicas() : 0;
            draft.retarget(topology, copies);
        }
    }

    /** Starts the clocks that a restart has stopped. */
    public void loaded(Turn turn) {
        for (StreamsGroup group : groups.values()) {
            int sessionMs = settings.apply(group.id()).timing().sessionTimeoutMs();
            for (StreamsMember member : group.members()) {
                Presence presence = presence(group, member.id(), turn.nowMs() + sessionMs);
                if (!member.revoking().isEmpty()) {
                    presence.mustRevokeBy(turn.nowMs() + member.about().rebalanceTimeoutMs());
                }
            }
        }
    }

    @Override
    public void connectionClosed(String connectionId, int graceMs, Turn turn) {
        for (StreamsGroup group : groups.values()) {
            int intervalMs = settings.apply(group.id()).timing().heartbeatIntervalMs();
            for (StreamsMember member : group.members()) {
                Presence presence = group.presence(member.id());
                if (presence != null
                        && presence.isAt(connectionId)
                        && member.about().instanceId() == null) {
                    presence.endSessionBy(turn.nowMs() + intervalMs + graceMs);
                }
            }
        }
    }

    @Override
    public boolean has(String groupId) {
        return groups.containsKey(groupId);
    }

    @Override
    public List<String> emptyGroups() {
        return groups.values().stream()
                .filter(StreamsGroup::isEmpty)
                .map(StreamsGroup::id)
                .toList();
    }

    @Override
    public long sinceMs(String groupId) {
        StreamsGroup group = groups.get(groupId);
        return group == null ? 0 : group.head().sinceMs();
    }

    @Override
    public boolean isEmpty(String groupId) {
        StreamsGroup group = groups.get(groupId);
        return group != null && group.isEmpty();
    }

    @Override
    public Errors standing(String groupId, String memberId, int memberEpoch) {
        StreamsGroup group = groups.get(groupId);
        StreamsMember member = group == null ? null : group.member(memberId);
        if (member == null) {
            return Errors.UNKNOWN_MEMBER_ID;
        }
        return member.epoch() == memberEpoch ? Errors.NONE : Errors.STALE_MEMBER_EPOCH;
    }

    @Override
    public boolean reads(String groupId, String topic) {
        StreamsGroup group = groups.get(groupId);
        ResolvedTopology topology = group == null ? null : group.resolved();
        if (group == null || group.isEmpty()) {
            return false;
        }
        return topology == null
                || topology.parts().values().stream()
                        .anyMatch(part -> part.sources().contains(topic)
                                || part.repartitionSources().stream()
                                        .anyMatch(source -> source.name().equals(topic)));
    }

    @Override
    public void delete(String groupId, Turn turn) {
        turn.write(StreamsRecords.gone(groupId));
    }

    /** Returns all groups in the order of their names. */
    public List<StreamsGroupView> views(long nowMs) {
        return groups.values().stream().map(group -> view(group, nowMs)).toList();
    }

    /** Returns one group; null if there is none of this name. */
    public @Nullable StreamsGroupView view(String groupId, long nowMs) {
        StreamsGroup group = groups.get(groupId);
        return group == null ? null : view(group, nowMs);
    }

    private StreamsGroupView view(StreamsGroup group, long nowMs) {
        if (group.resolved() == null && group.head().topology() != null) {
            group.resolved(new TopologyResolver(group.head().topology(), sight).resolve());
        }
        return StreamsGroupView.of(group, nowMs);
    }

    /** Applies one record. */
    public void replay(StreamsChange change) {
        if (change instanceof StreamsChange.Headed headed) {
            group(headed.groupId(), headed.head().sinceMs()).replay(headed.head());
        } else if (change instanceof StreamsChange.Enrolled enrolled) {
            group(enrolled.groupId(), 0).replay(enrolled.member());
        } else if (change instanceof StreamsChange.Dismissed dismissed) {
            StreamsGroup group = groups.get(dismissed.groupId());
            if (group != null) {
                group.forget(dismissed.memberId());
            }
        } else {
            groups.remove(change.groupId());
        }
    }

    private StreamsGroup group(String groupId, long sinceMs) {
        return groups.computeIfAbsent(groupId, id -> new StreamsGroup(id, sinceMs));
    }
}
