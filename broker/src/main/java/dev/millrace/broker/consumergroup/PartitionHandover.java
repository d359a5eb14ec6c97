package dev.millrace.broker.consumergroup;

import org.jspecify.annotations.Nullable;

import dev.millrace.broker.assignor.PartitionSet;

/**
 * Brings one member a step nearer to its target (KIP-848).
 *
 * <p>A member first gives up what it is not to have, and confirms that by no longer naming it; only then does it reach
 * the epoch of the targets and get what is free. A partition is free when whoever had it has given it up.
 *
 * <p>Immutable.
 *
 * @param owners who has what, without the changes of this step
 * @param targetEpoch the epoch of the targets
 */
record PartitionHandover(PartitionOwners owners, int targetEpoch) {
    /**
     * Returns a member after the step.
     *
     * @param member with its newest target
     * @param owned what the member says it reads; null if it did not say
     */
    ConsumerMember step(ConsumerMember member, @Nullable PartitionSet owned) {
        if (!member.revoking().isEmpty() && (owned == null || owned.touches(member.revoking()))) {
            return member;
        }
        PartitionSet keep = member.assigned().both(member.target());
        PartitionSet giveUp = member.assigned().without(member.target());
        boolean alreadyGone = owned != null && !owned.touches(giveUp);
        if (!giveUp.isEmpty() && !alreadyGone) {
            return member.told(keep, giveUp);
        }
        PartitionSet wanted = member.target().without(keep);
        return member.reached(
                targetEpoch,
                keep.and(wanted.filtered((topic, partition) -> owners.isFreeFor(member.id(), topic, partition))));
    }
}
