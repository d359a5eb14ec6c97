package dev.millrace.broker.consumergroup;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.coordinator.Timer;
import dev.millrace.broker.coordinator.Timers;
import dev.millrace.broker.coordinator.Turn;
import dev.millrace.broker.membership.Presence;
import dev.millrace.broker.settings.ConsumerGroupSettings;

/**
 * Watches the clocks of members: how long one may be silent, and how long keep what it is to give up.
 *
 * <p>Confined to the event-loop thread.
 */
final class Attendance {
    private static final Logger LOG = LoggerFactory.getLogger(Attendance.class);

    private final Timers timers;
    private final Expulsion expulsion;

    Attendance(Timers timers, Expulsion expulsion) {
        this.timers = timers;
        this.expulsion = expulsion;
    }

    /**
     * Takes a sign of life.
     *
     * @param before the member as it was until now; null for a new one
     */
    void isHere(
            ConsumerGroup group,
            ConsumerMember member,
            @Nullable ConsumerMember before,
            String connectionId,
            ConsumerGroupSettings rules,
            long nowMs) {
        Presence presence = group.presence(member.id());
        if (presence == null) {
            presence = start(group, member.id(), nowMs + rules.timing().sessionTimeoutMs());
        }
        presence.heardOf(connectionId, nowMs + rules.timing().sessionTimeoutMs());
        if (before != null && !before.revoking().equals(member.revoking())) {
            presence.hasRevoked();
        }
        if (!member.revoking().isEmpty()) {
            presence.mustRevokeBy(nowMs + member.about().rebalanceTimeoutMs());
        }
    }

    /** Starts the clocks of a member that was read from the log. */
    void resume(ConsumerGroup group, ConsumerMember member, ConsumerGroupSettings rules, long nowMs) {
        Presence presence = start(group, member.id(), nowMs + rules.timing().sessionTimeoutMs());
        if (!member.revoking().isEmpty()) {
            presence.mustRevokeBy(nowMs + member.about().rebalanceTimeoutMs());
        }
    }

    /** Lets the sessions of dynamic members that were last heard of over a connection end by some time. */
    void hurry(ConsumerGroup group, String connectionId, long atMs) {
        for (ConsumerMember member : group.members()) {
            Presence presence = group.presence(member.id());
            if (presence != null
                    && presence.isAt(connectionId)
                    && member.about().instanceId() == null) {
                presence.endSessionBy(atMs);
            }
        }
    }

    private Presence start(ConsumerGroup group, String memberId, long sessionEndsMs) {
        Timer session = timers.at(sessionEndsMs, turn -> silent(group, memberId, turn));
        Timer revocation = timers.at(sessionEndsMs, turn -> keepsTooLong(group, memberId, turn));
        revocation.stop();
        Presence presence = new Presence(session, revocation);
        group.present(memberId, presence);
        return presence;
    }

    private void silent(ConsumerGroup group, String memberId, Turn turn) {
        ConsumerMember member = group.member(memberId);
        if (member != null) {
            LOG.info("Member {} of consumer group {} is gone: no sign of life in time", memberId, group.id());
            expulsion.expel(group, member, turn);
        }
    }

    private void keepsTooLong(ConsumerGroup group, String memberId, Turn turn) {
        ConsumerMember member = group.member(memberId);
        if (member != null && !member.revoking().isEmpty()) {
            LOG.info(
                    "Member {} of consumer group {} is sent away: it still has {}",
                    memberId,
                    group.id(),
                    member.revoking());
            expulsion.expel(group, member, turn);
        }
    }

    /** Takes a member out of its group. */
    @FunctionalInterface
    interface Expulsion {
        void expel(ConsumerGroup group, ConsumerMember member, Turn turn);
    }
}
