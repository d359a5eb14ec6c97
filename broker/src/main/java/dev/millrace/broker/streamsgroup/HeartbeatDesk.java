package dev.millrace.broker.streamsgroup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.coordinator.Turn;
import dev.millrace.broker.membership.HeartbeatRefused;
import dev.millrace.broker.membership.TopicSight;
import dev.millrace.broker.settings.StreamsGroupSettings;

/**
 * Decides one heartbeat of a member that joins or stays: who it is, whether new targets are needed, and what it is to
 * do now.
 *
 * <p>Used once, on the event-loop thread.
 */
final class HeartbeatDesk {
    /** While tasks are on their way, members are asked to come by this many times as often. */
    private static final int HURRY = 10;

    private final StreamsGroup group;
    private final StreamsHeartbeat heartbeat;
    private final StreamsGroupSettings settings;
    private final TopicSight sight;
    private final Turn turn;
    private final GroupDraft draft;

    HeartbeatDesk(
            StreamsGroup group,
            StreamsHeartbeat heartbeat,
            StreamsGroupSettings settings,
            TopicSight sight,
            Turn turn) {
        this.group = group;
        this.heartbeat = heartbeat;
        this.settings = settings;
        this.sight = sight;
        this.turn = turn;
        this.draft = new GroupDraft(group);
    }

    /** Writes what changes, and returns the answer. */
    StreamsReply decide() throws HeartbeatRefused {
        boolean joins = heartbeat.memberEpoch() == StreamsHeartbeat.JOIN;
        StreamsMember before = joins ? join() : known();
        ResolvedTopology topology = resolve();
        int copies = topology.obstacle() == null ? settings.standbyReplicas() : 0;
        if (draft.isOutdated(topology, copies)) {
            draft.ask();
        }
        if (draft.isAsked() && turn.nowMs() >= group.delayedUntilMs()) {
            draft.retarget(topology, copies);
        }
        StreamsMember targeted = present(before.id());
        StreamsMember after = draft.isAsked() && joins
                ? targeted
                : new Reconciliation(targeted, draft.members())
                        .step(heartbeat.owned(), draft.head().targetEpoch());
        draft.put(after);
        draft.writeTo(turn);
        if (heartbeat.shutdown()) {
            group.shutdown(after.id());
        }
        boolean tell = joins
                || heartbeat.memberEpoch() != before.epoch()
                || !after.assigned().equals(before.assigned());
        return reply(after, tell ? after.assigned() : null, topology);
    }

    /** Returns whether the member has yet to give tasks up, once it is decided. */
    boolean mustRevoke() {
        return !present(heartbeat.memberId()).revoking().isEmpty();
    }

    /** Returns how long the member may take to give tasks up, once it is decided. */
    int rebalanceTimeoutMs() {
        return present(heartbeat.memberId()).about().rebalanceTimeoutMs();
    }

    private StreamsMember present(String memberId) {
        StreamsMember member = draft.member(memberId);
        if (member == null) {
            throw new IllegalStateException("member " + memberId + " is not in the draft");
        }
        return member;
    }

    private StreamsMember join() throws HeartbeatRefused {
        StreamsMember known = draft.member(heartbeat.memberId());
        StreamsMember holder = group.ofInstance(heartbeat.news().instanceId());
        if (holder != null && !holder.id().equals(heartbeat.memberId()) && !holder.isAway()) {
            throw new HeartbeatRefused(
                    Errors.UNRELEASED_INSTANCE_ID,
                    "Instance " + heartbeat.news().instanceId() + " is held by member " + holder.id() + ".");
        }
        if (known == null && holder == null && draft.members().size() >= settings.maxMembers()) {
            throw new HeartbeatRefused(
                    Errors.GROUP_MAX_SIZE_REACHED,
                    "The group has " + settings.maxMembers() + " members already, and may have no more.");
        }
        if (group.isEmpty()) {
            group.delayUntil(turn.nowMs() + settings.initialDelayMs());
        }
        StreamsMember joined = enter(known, holder);
        takeTopology(joined);
        return joined;
    }

    private StreamsMember enter(@Nullable StreamsMember known, @Nullable StreamsMember holder) {
        StreamsMember.About about = heartbeat.introduced();
        StreamsMember joined;
        if (holder != null) {
            draft.remove(holder.id());
            joined = holder.returning(heartbeat.memberId(), about);
            if (!holder.about().processId().equals(about.processId())) {
                draft.ask();
            }
        } else if (known != null) {
            // It has begun anew and runs nothing; what it is to do stays.
            joined = StreamsMember.joining(known.id(), about).withTarget(known.target());
        } else {
            joined = StreamsMember.joining(heartbeat.memberId(), about);
            draft.ask();
        }
        draft.put(joined);
        return joined;
    }

    private void takeTopology(StreamsMember joined) throws HeartbeatRefused {
        StreamsTopology offered = heartbeat.topology();
        StreamsTopology current = draft.head().topology();
        if (offered == null) {
            throw new HeartbeatRefused(Errors.INVALID_REQUEST, "Topology must be non-null when joining.");
        }
        boolean alone = draft.members().size() == 1;
        if (current == null || offered.epoch() > current.epoch() || alone && !offered.equals(current)) {
            draft.take(offered);
            draft.ask();
        } else if (offered.epoch() == current.epoch() && !offered.equals(current)) {
            throw new HeartbeatRefused(
                    Errors.STREAMS_INVALID_TOPOLOGY,
                    "Member " + joined.id() + " has another topology than the group, but the same topology epoch "
                            + current.epoch() + ".");
        }
    }

    private StreamsMember known() throws HeartbeatRefused {
        StreamsMember member = draft.member(heartbeat.memberId());
        if (member == null) {
            throw HeartbeatRefused.notIn(group.id(), heartbeat.memberId());
        }
        String instanceId = heartbeat.news().instanceId();
        if (instanceId != null && !instanceId.equals(member.about().instanceId())) {
            throw new HeartbeatRefused(Errors.UNKNOWN_MEMBER_ID, "Instance " + instanceId + " is not known.");
        }
        checkEpoch(member);
        StreamsMember.About about = heartbeat.update(member.about());
        if (!about.equals(member.about())) {
            boolean moved = !about.processId().equals(member.about().processId())
                    || !about.tags().equals(member.about().tags());
            member = member.withAbout(about);
            draft.put(member);
            if (moved) {
                draft.ask();
            }
        }
        return member;
    }

    private void checkEpoch(StreamsMember member) throws HeartbeatRefused {
        int named = heartbeat.memberEpoch();
        TaskRoles owned = heartbeat.owned();
        boolean answerLost = named == member.previousEpoch()
                && owned != null
                && member.assigned().and(member.revoking()).containsAll(owned);
        if (named != member.epoch() && !answerLost) {
            throw new HeartbeatRefused(
                    Errors.FENCED_MEMBER_EPOCH,
                    "Member " + member.id() + " names epoch " + named + ", but has epoch " + member.epoch()
                            + "; it must join anew.");
        }
    }

    private ResolvedTopology resolve() {
        StreamsTopology topology = draft.head().topology();
        ResolvedTopology known = group.resolved();
        boolean same = topology != null && topology.equals(group.head().topology());
        if (topology == null || known != null && same && known.topicsVersion() == sight.version()) {
            return known == null ? ResolvedTopology.NOTHING : known;
        }
        ResolvedTopology found = new TopologyResolver(topology, sight).resolve();
        if (!found.missing().isEmpty()) {
            found = make(found.missing(), topology);
        }
        group.resolved(found);
        return found;
    }

    private ResolvedTopology make(List<DemandedTopic> missing, StreamsTopology topology) {
        List<String> failures = new ArrayList<>();
        for (DemandedTopic topic : missing) {
            Optional<String> failure = heartbeat.topicMaker().apply(topic);
            failure.ifPresent(why -> failures.add(topic.name() + ": " + why));
        }
        if (failures.isEmpty()) {
            return new TopologyResolver(topology, sight).resolve();
        }
        return ResolvedTopology.blocked(
                // Tried again at the next heartbeat.
                -1,
                GroupStatus.Code.MISSING_INTERNAL_TOPICS,
                "Internal topics are missing and could not be made: " + failures + ".");
    }

    private StreamsReply reply(StreamsMember member, @Nullable TaskRoles tasks, ResolvedTopology topology) {
        List<GroupStatus> statuses = statuses(member, topology);
        boolean settled = member.isSettled(draft.head().epoch()) && statuses.isEmpty();
        int usual = settings.timing().heartbeatIntervalMs();
        boolean tellEndpoints = heartbeat.endpointsEpoch() != group.endpointsEpoch() || tasks != null;
        return new StreamsReply(
                Errors.NONE,
                null,
                member.id(),
                member.epoch(),
                settled ? usual : Math.max(1, usual / HURRY),
                statuses,
                tasks,
                group.endpointsEpoch(),
                tellEndpoints ? new Endpoints(draft.members(), topology, sight).list() : null);
    }

    private List<GroupStatus> statuses(StreamsMember member, ResolvedTopology topology) {
        List<GroupStatus> statuses = new ArrayList<>();
        StreamsTopology current = draft.head().topology();
        if (current != null && member.about().topologyEpoch() < current.epoch()) {
            statuses.add(new GroupStatus(
                    GroupStatus.Code.STALE_TOPOLOGY,
                    "The member's topology has epoch " + member.about().topologyEpoch() + ", the group's "
                            + current.epoch() + "."));
        }
        if (topology.obstacle() != null) {
            statuses.add(topology.obstacle());
        }
        if (group.shutdownBy() != null) {
            statuses.add(new GroupStatus(
                    GroupStatus.Code.SHUTDOWN_APPLICATION,
                    "Member " + group.shutdownBy() + " asked all members to shut down."));
        }
        if (draft.isAsked()) {
            statuses.add(new GroupStatus(
                    GroupStatus.Code.ASSIGNMENT_DELAYED, "Tasks are handed out when more members had time to join."));
        }
        return statuses;
    }
}
