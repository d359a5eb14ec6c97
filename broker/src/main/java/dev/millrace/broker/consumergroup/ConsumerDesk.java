package dev.millrace.broker.consumergroup;

import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.assignor.PartitionSet;
import dev.millrace.broker.coordinator.Turn;
import dev.millrace.broker.membership.HeartbeatRefused;
import dev.millrace.broker.membership.TopicSight;
import dev.millrace.broker.settings.ConsumerGroupSettings;

/**
 * Decides one heartbeat of a member that joins or stays: who it is, whether new targets are needed, and what it is to
 * read now.
 *
 * <p>Used once, on the event-loop thread.
 */
final class ConsumerDesk {
    /** While partitions are on their way, members are asked to come by this many times as often. */
    private static final int HURRY = 10;

    private final ConsumerGroup group;
    private final ConsumerHeartbeat heartbeat;
    private final ConsumerGroupSettings settings;
    private final TopicSight sight;
    private final ConsumerDraft draft;

    ConsumerDesk(ConsumerGroup group, ConsumerHeartbeat heartbeat, ConsumerGroupSettings settings, TopicSight sight) {
        this.group = group;
        this.heartbeat = heartbeat;
        this.settings = settings;
        this.sight = sight;
        this.draft = new ConsumerDraft(group, sight);
    }

    /** Writes what changes, and returns the answer. */
    ConsumerReply decide(Turn turn) throws HeartbeatRefused {
        boolean joins = heartbeat.memberEpoch() == ConsumerHeartbeat.JOIN;
        ConsumerMember before = joins ? join() : known();
        lookAtTopics();
        if (draft.isAsked()) {
            draft.retarget(settings.standardAssignor());
        }
        var handover = new PartitionHandover(group.owners(), draft.head().targetEpoch());
        ConsumerMember after = handover.step(present(), heartbeat.owned());
        draft.put(after);
        draft.writeTo(turn);
        boolean tell = joins
                || heartbeat.isFull()
                || heartbeat.memberEpoch() != before.epoch()
                || !after.assigned().equals(before.assigned());
        return reply(after, tell ? after.assigned() : null);
    }

    private void lookAtTopics() {
        long version = sight.version();
        if (!draft.isAsked() && !group.hasSeenTopics(version)) {
            if (draft.isOutdated()) {
                draft.ask();
            } else {
                group.seesTopics(version);
            }
        }
    }

    /** Returns the member as it is after the decision. */
    ConsumerMember present() {
        ConsumerMember member = draft.member(heartbeat.memberId());
        if (member == null) {
            throw new IllegalStateException("member " + heartbeat.memberId() + " is not in the draft");
        }
        return member;
    }

    private ConsumerMember join() throws HeartbeatRefused {
        ConsumerMember known = group.member(heartbeat.memberId());
        ConsumerMember holder = group.ofInstance(heartbeat.changes().instanceId());
        ConsumerMember former = holder == null ? known : holder;
        checkRoom(former);
        ConsumerMember joined = enter(former);
        boolean asks =
                former == null ? !draft.wantsNothing(joined) : joined.about().wantsOtherThan(former.about());
        if (asks) {
            draft.ask();
        }
        draft.put(joined);
        return joined;
    }

    private void checkRoom(@Nullable ConsumerMember former) throws HeartbeatRefused {
        if (former == null && group.size() >= settings.maxMembers()) {
            throw new HeartbeatRefused(
                    Errors.GROUP_MAX_SIZE_REACHED,
                    "The group has " + settings.maxMembers() + " members already, and may have no more.");
        }
        if (former != null && !former.id().equals(heartbeat.memberId()) && !former.isAway()) {
            throw new HeartbeatRefused(
                    Errors.UNRELEASED_INSTANCE_ID,
                    "Instance " + former.about().instanceId() + " is held by member " + former.id()
                            + ", which has not left.");
        }
    }

    private ConsumerMember enter(@Nullable ConsumerMember former) {
        ConsumerMember.About about = heartbeat.introduced();
        if (former == null) {
            return ConsumerMember.joining(heartbeat.memberId(), about);
        }
        if (former.about().instanceId() != null) {
            if (!former.id().equals(heartbeat.memberId())) {
                draft.remove(former.id());
            }
            return former.returning(heartbeat.memberId(), about);
        }
        // It has begun anew and reads nothing; what it is to read stays.
        return ConsumerMember.joining(former.id(), about).withTarget(former.target());
    }

    private ConsumerMember known() throws HeartbeatRefused {
        ConsumerMember member = claimed();
        checkEpoch(member);
        ConsumerMember.About about = heartbeat.updated(member.about());
        if (about.equals(member.about())) {
            return member;
        }
        if (about.wantsOtherThan(member.about())) {
            draft.ask();
        }
        ConsumerMember changed = member.withAbout(about);
        draft.put(changed);
        return changed;
    }

    private ConsumerMember claimed() throws HeartbeatRefused {
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

    private void checkEpoch(ConsumerMember member) throws HeartbeatRefused {
        int named = heartbeat.memberEpoch();
        PartitionSet owned = heartbeat.owned();
        boolean answerLost = named == member.previousEpoch()
                && !member.isAway()
                && owned != null
                && member.assigned().containsAll(owned);
        if (named != member.epoch() && !answerLost) {
            throw new HeartbeatRefused(
                    Errors.FENCED_MEMBER_EPOCH,
                    "Member " + member.id() + " names epoch " + named + ", but has epoch " + member.epoch()
                            + "; it must join anew.");
        }
    }

    private ConsumerReply reply(ConsumerMember member, @Nullable PartitionSet assignment) {
        boolean settled = member.isSettled(draft.head().epoch()) && !draft.isUnmatched(member);
        int usual = settings.timing().heartbeatIntervalMs();
        return new ConsumerReply(
                Errors.NONE,
                null,
                member.id(),
                member.epoch(),
                settled ? usual : Math.max(1, usual / HURRY),
                assignment);
    }
}
