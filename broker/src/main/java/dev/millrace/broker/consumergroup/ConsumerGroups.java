package dev.millrace.broker.consumergroup;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.coordinator.Timers;
import dev.millrace.broker.coordinator.Turn;
import dev.millrace.broker.membership.BackgroundWork;
import dev.millrace.broker.membership.HeartbeatGroups;
import dev.millrace.broker.membership.HeartbeatRefused;
import dev.millrace.broker.membership.TopicSight;
import dev.millrace.broker.settings.ConsumerGroupSettings;

/**
 * All groups of the consumer protocol, as a function of heartbeats, time and records.
 *
 * <p>Confined to the event-loop thread.
 */
public final class ConsumerGroups implements HeartbeatGroups {
    private final Function<String, ConsumerGroupSettings> settings;
    private final TopicSight sight;
    private final Attendance attendance;
    private final PatternSearch search;
    private final Map<String, ConsumerGroup> groups = new TreeMap<>();

    /**
     * Makes a coordinator without groups.
     *
     * @param settings those of a group, by its id
     * @param timers where it sets its clocks
     * @param sight what there is of topics
     * @param background looks for the topics that match patterns
     */
    public ConsumerGroups(
            Function<String, ConsumerGroupSettings> settings,
            Timers timers,
            TopicSight sight,
            BackgroundWork background) {
        this.settings = settings;
        this.sight = sight;
        this.attendance = new Attendance(timers, this::expel);
        this.search = new PatternSearch(sight, background, timers, this::take);
    }

    /** Lets a member join, stay or leave. */
    public void heartbeat(ConsumerHeartbeat heartbeat, Consumer<ConsumerReply> to, Turn turn) {
        ConsumerReply reply;
        try {
            reply = heartbeat.memberEpoch() < 0 ? leave(heartbeat, turn) : stay(heartbeat, turn);
        } catch (HeartbeatRefused e) {
            reply = ConsumerReply.refused(e.error(), e.getMessage());
        }
        turn.reply(to, reply, ConsumerReply::refused);
    }

    private ConsumerReply stay(ConsumerHeartbeat heartbeat, Turn turn) throws HeartbeatRefused {
        ConsumerGroup group = groups.get(heartbeat.groupId());
        if (group == null && heartbeat.memberEpoch() != ConsumerHeartbeat.JOIN) {
            throw noGroup(heartbeat.groupId());
        }
        ConsumerGroup asked = group == null ? new ConsumerGroup(heartbeat.groupId(), turn.nowMs()) : group;
        ConsumerGroupSettings rules = settings.apply(asked.id());
        ConsumerDesk desk = new ConsumerDesk(asked, heartbeat, rules, sight);
        ConsumerMember before = asked.member(heartbeat.memberId());
        ConsumerReply reply = desk.decide(turn);
        groups.put(asked.id(), asked);
        attendance.isHere(asked, desk.present(), before, heartbeat.from().connectionId(), rules, turn.nowMs());
        search.begin(asked, desk.present().about().pattern());
        return reply;
    }

    private static HeartbeatRefused noGroup(String groupId) {
        return new HeartbeatRefused(Errors.GROUP_ID_NOT_FOUND, "There is no consumer group " + groupId + ".");
    }

    private ConsumerReply leave(ConsumerHeartbeat heartbeat, Turn turn) throws HeartbeatRefused {
        ConsumerGroup group = groups.get(heartbeat.groupId());
        if (group == null) {
            throw noGroup(heartbeat.groupId());
        }
        ConsumerMember member = leaving(group, heartbeat);
        if (heartbeat.memberEpoch() == ConsumerMember.AWAY && member.about().instanceId() != null) {
            ConsumerDraft draft = new ConsumerDraft(group, sight);
            draft.put(member.away());
            draft.writeTo(turn);
        } else {
            remove(group, member, turn);
        }
        return ConsumerReply.farewell(heartbeat.memberId(), heartbeat.memberEpoch());
    }

    private static ConsumerMember leaving(ConsumerGroup group, ConsumerHeartbeat heartbeat) throws HeartbeatRefused {
        String instanceId = heartbeat.changes().instanceId();
        ConsumerMember member = instanceId == null ? group.member(heartbeat.memberId()) : group.ofInstance(instanceId);
        if (member == null) {
            throw HeartbeatRefused.notIn(group.id(), heartbeat.memberId());
        }
        if (!member.id().equals(heartbeat.memberId())) {
            throw new HeartbeatRefused(
                    Errors.FENCED_INSTANCE_ID, "Instance " + instanceId + " is held by member " + member.id() + ".");
        }
        return member;
    }

    /**
     * Sends members away on behalf of an administrator.
     *
     * @return for each NONE, or UNKNOWN_MEMBER_ID or FENCED_INSTANCE_ID
     */
    public List<Errors> dismiss(String groupId, List<Dismissal> dismissals, Turn turn) {
        ConsumerGroup group = groups.get(groupId);
        if (group == null) {
            return dismissals.stream().map(each -> Errors.UNKNOWN_MEMBER_ID).toList();
        }
        ConsumerDraft draft = new ConsumerDraft(group, sight);
        List<Errors> errors =
                dismissals.stream().map(each -> dismiss(each, group, draft)).toList();
        if (errors.contains(Errors.NONE)) {
            finish(group, draft, turn);
        }
        return errors;
    }

    private static Errors dismiss(Dismissal dismissal, ConsumerGroup group, ConsumerDraft draft) {
        ConsumerMember holder = dismissal.instanceId() == null
                ? group.member(dismissal.memberId())
                : group.ofInstance(dismissal.instanceId());
        if (holder == null || draft.member(holder.id()) == null) {
            return Errors.UNKNOWN_MEMBER_ID;
        }
        if (!dismissal.memberId().isEmpty() && !holder.id().equals(dismissal.memberId())) {
            return Errors.FENCED_INSTANCE_ID;
        }
        draft.remove(holder.id());
        return Errors.NONE;
    }

    private void expel(ConsumerGroup group, ConsumerMember member, Turn turn) {
        if (groups.get(group.id()) == group) {
            remove(group, member, turn);
        }
    }

    private void remove(ConsumerGroup group, ConsumerMember member, Turn turn) {
        ConsumerDraft draft = new ConsumerDraft(group, sight);
        draft.remove(member.id());
        finish(group, draft, turn);
    }

    private void finish(ConsumerGroup group, ConsumerDraft draft, Turn turn) {
        draft.ask();
        draft.retarget(settings.apply(group.id()).standardAssignor());
        draft.writeTo(turn);
    }

    private void take(ConsumerGroup group, ConsumerDraft draft, Turn turn) {
        if (groups.get(group.id()) != group || group.isEmpty()) {
            return;
        }
        if (draft.isOutdated()) {
            finish(group, draft, turn);
        } else {
            draft.writeTo(turn);
        }
    }

    /**
     * Gives members that were read from the log time to be heard of.
     *
     * @param graceMs how long dynamic members have beyond their next heartbeat
     */
    public void loaded(int graceMs, Turn turn) {
        for (ConsumerGroup group : groups.values()) {
            ConsumerGroupSettings rules = settings.apply(group.id());
            group.members().forEach(member -> attendance.resume(group, member, rules, turn.nowMs()));
            attendance.hurry(group, "", turn.nowMs() + rules.timing().heartbeatIntervalMs() + graceMs);
        }
    }

    @Override
    public void connectionClosed(String connectionId, int graceMs, Turn turn) {
        for (ConsumerGroup group : groups.values()) {
            int intervalMs = settings.apply(group.id()).timing().heartbeatIntervalMs();
            attendance.hurry(group, connectionId, turn.nowMs() + intervalMs + graceMs);
        }
    }

    @Override
    public boolean has(String groupId) {
        return groups.containsKey(groupId);
    }

    @Override
    public boolean isEmpty(String groupId) {
        ConsumerGroup group = groups.get(groupId);
        return group != null && group.isEmpty();
    }

    @Override
    public List<String> emptyGroups() {
        return groups.values().stream()
                .filter(ConsumerGroup::isEmpty)
                .map(ConsumerGroup::id)
                .toList();
    }

    @Override
    public long sinceMs(String groupId) {
        ConsumerGroup group = groups.get(groupId);
        return group == null ? 0 : group.head().sinceMs();
    }

    @Override
    public Errors standing(String groupId, String memberId, int memberEpoch) {
        ConsumerGroup group = groups.get(groupId);
        ConsumerMember member = group == null ? null : group.member(memberId);
        if (member == null) {
            return Errors.UNKNOWN_MEMBER_ID;
        }
        return member.epoch() == memberEpoch ? Errors.NONE : Errors.STALE_MEMBER_EPOCH;
    }

    /** A past epoch will do if the member has had all of the partitions ever since (KIP-1251). */
    @Override
    public Errors mayCommit(String groupId, String memberId, int memberEpoch, Collection<TopicPartition> partitions) {
        Errors standing = standing(groupId, memberId, memberEpoch);
        if (standing != Errors.STALE_MEMBER_EPOCH) {
            return standing;
        }
        ConsumerGroup group = groups.get(groupId);
        ConsumerMember member = group == null ? null : group.member(memberId);
        boolean good = member != null
                && memberEpoch < member.epoch()
                && partitions.stream().allMatch(partition -> hasHeld(member, partition, memberEpoch));
        return good ? Errors.NONE : standing;
    }

    private boolean hasHeld(ConsumerMember member, TopicPartition partition, int epoch) {
        Uuid topic = sight.id(partition.topic());
        return topic != null && member.held().heldSince(topic, partition.partition(), epoch);
    }

    @Override
    public boolean reads(String groupId, String topic) {
        ConsumerGroup group = groups.get(groupId);
        return group != null
                && group.members().stream()
                        .map(ConsumerMember::about)
                        .anyMatch(about -> about.topics().contains(topic)
                                || group.patterns()
                                        .getOrDefault(about.pattern(), new TreeSet<>())
                                        .contains(topic));
    }

    @Override
    public void delete(String groupId, Turn turn) {
        turn.write(ConsumerRecords.gone(groupId));
    }

    /** Returns every group, sorted by name. */
    public List<ConsumerGroupView> views() {
        return groups.values().stream().map(this::view).toList();
    }

    /** Returns what there is to be seen of a group; null if it is unknown. */
    public @Nullable ConsumerGroupView view(String groupId) {
        ConsumerGroup group = groups.get(groupId);
        return group == null ? null : view(group);
    }

    private ConsumerGroupView view(ConsumerGroup group) {
        return ConsumerGroupView.of(group, settings.apply(group.id()).standardAssignor());
    }

    /** Applies one record. */
    public void replay(ConsumerChange change) {
        if (change instanceof ConsumerChange.Ended ended) {
            groups.remove(ended.groupId());
        } else if (change instanceof ConsumerChange.Begun begun) {
            group(begun.groupId(), begun.head().sinceMs()).replay(begun.head());
        } else if (change instanceof ConsumerChange.Present present) {
            group(present.groupId(), 0).replay(present.member());
        } else if (change instanceof ConsumerChange.Matched matched) {
            group(matched.groupId(), 0).matched(matched.pattern(), matched.topics());
        } else {
            unmake(change);
        }
    }

    private void unmake(ConsumerChange change) {
        ConsumerGroup group = groups.get(change.groupId());
        if (group != null && change instanceof ConsumerChange.Left left) {
            group.forget(left.memberId());
        } else if (group != null && change instanceof ConsumerChange.Unmatched unmatched) {
            group.unmatched(unmatched.pattern());
        }
    }

    private ConsumerGroup group(String groupId, long sinceMs) {
        return groups.computeIfAbsent(groupId, id -> new ConsumerGroup(id, sinceMs));
    }

    /**
     * Who is to be sent away.
     *
     * @param memberId its id; empty if only the instance id is known
     * @param instanceId of a static member; null for others
     */
    public record Dismissal(String memberId, @Nullable String instanceId) {}
}
