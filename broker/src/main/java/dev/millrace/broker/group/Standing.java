package dev.millrace.broker.group;

import org.apache.kafka.common.protocol.Errors;

/** Checks whether who sends a request is who it says. Without state. */
final class Standing {
    private Standing() {}

    /** Returns NONE if the claim names a member, UNKNOWN_MEMBER_ID or FENCED_INSTANCE_ID if not. */
    static Errors of(Group group, MemberClaim claim) {
        if (claim.instanceId() != null) {
            Member holder = group.members().ofInstance(claim.instanceId());
            if (holder == null) {
                return Errors.UNKNOWN_MEMBER_ID;
            }
            return holder.id().equals(claim.memberId()) ? Errors.NONE : Errors.FENCED_INSTANCE_ID;
        }
        return group.members().get(claim.memberId()) == null ? Errors.UNKNOWN_MEMBER_ID : Errors.NONE;
    }

    /** As {@link #of(Group, MemberClaim)}, and ILLEGAL_GENERATION if the member speaks of another generation. */
    static Errors of(Group group, SeatClaim seat) {
        Errors standing = of(group, seat.member());
        if (standing != Errors.NONE) {
            return standing;
        }
        return seat.generation() == group.generation() ? Errors.NONE : Errors.ILLEGAL_GENERATION;
    }
}
