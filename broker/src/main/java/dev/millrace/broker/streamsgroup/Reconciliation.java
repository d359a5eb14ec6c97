package dev.millrace.broker.streamsgroup;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Brings one member a step nearer to its target (KIP-1071, as KIP-848 does it for partitions).
 *
 * <p>A member first gives up what it is not to have, and confirms that by no longer naming it; only then does it reach
 * the group's epoch. It is then given what is free: an active task must have been given up by whoever had it, and no
 * task is given to a process in which another member still holds it in any role, since the two would meet in one
 * state directory.
 *
 * <p>Used once, on one thread.
 */
final class Reconciliation {
    private final StreamsMember member;
    private final Collection<StreamsMember> all;

    /**
     * Prepares a step.
     *
     * @param member with its newest target
     * @param all members of the group
     */
    Reconciliation(StreamsMember member, Collection<StreamsMember> all) {
        this.member = member;
        this.all = all;
    }

    /**
     * Returns the member after the step.
     *
     * @param owned what the member says it does; null if it did not say
     * @param groupEpoch the epoch of the target
     */
    StreamsMember step(@Nullable TaskRoles owned, int groupEpoch) {
        if (!member.revoking().isEmpty() && (owned == null || owned.touches(member.revoking()))) {
            return member;
        }
        TaskRoles keep = member.assigned().both(member.target());
        TaskRoles giveUp = member.assigned().without(member.target());
        boolean alreadyGone = owned != null && !owned.touches(giveUp);
        if (!giveUp.isEmpty() && !alreadyGone) {
            return member.told(keep, giveUp);
        }
        return member.reached(groupEpoch, keep.and(free(member.target().without(keep))));
    }

    private TaskRoles free(TaskRoles wanted) {
        return TaskRoles.of(
                filter(wanted.active(), task -> !isActiveElsewhere(task) && !isCopiedBeside(task)),
                filter(wanted.standby(), task -> !isHeldBeside(task)),
                filter(wanted.warmup(), task -> !isHeldBeside(task)));
    }

    private static SortedSet<GroupTask> filter(SortedSet<GroupTask> tasks, Predicate<GroupTask> rule) {
        SortedSet<GroupTask> left = new TreeSet<>(tasks);
        left.removeIf(rule.negate());
        return left;
    }

    private boolean isActiveElsewhere(GroupTask task) {
        return anyOther(other -> other.assigned().active().contains(task)
                || other.revoking().active().contains(task));
    }

    private boolean isCopiedBeside(GroupTask task) {
        return anyBeside(
                roles -> roles.standby().contains(task) || roles.warmup().contains(task));
    }

    private boolean isHeldBeside(GroupTask task) {
        return anyBeside(roles -> roles.active().contains(task)
                || roles.standby().contains(task)
                || roles.warmup().contains(task));
    }

    private boolean anyBeside(Predicate<TaskRoles> test) {
        return anyOther(other -> other.about().processId().equals(member.about().processId())
                && (test.test(other.assigned()) || test.test(other.revoking())));
    }

    private boolean anyOther(Predicate<StreamsMember> test) {
        return all.stream().anyMatch(other -> !other.id().equals(member.id()) && test.test(other));
    }
}
