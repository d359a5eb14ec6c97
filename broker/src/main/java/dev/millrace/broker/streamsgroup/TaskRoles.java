package dev.millrace.broker.streamsgroup;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a member does: the tasks it runs, those it keeps a copy for, and those it is getting warm for.
 *
 * <p>Immutable: the sets are copied and cannot be written to.
 *
 * @param active tasks that process records
 * @param standby tasks whose state is kept in step
 * @param warmup tasks whose state is being caught up before they move here
 */
public record TaskRoles(SortedSet<GroupTask> active, SortedSet<GroupTask> standby, SortedSet<GroupTask> warmup) {
    /** Nothing to do. */
    public static final TaskRoles NONE = of(List.of(), List.of(), List.of());

    /** Copies the sets. */
    public TaskRoles {
        active = Collections.unmodifiableSortedSet(new TreeSet<>(active));
        standby = Collections.unmodifiableSortedSet(new TreeSet<>(standby));
        warmup = Collections.unmodifiableSortedSet(new TreeSet<>(warmup));
    }

    /** Returns these tasks in these roles; a task named twice counts once. */
    public static TaskRoles of(
            Collection<GroupTask> active, Collection<GroupTask> standby, Collection<GroupTask> warmup) {
        return new TaskRoles(new TreeSet<>(active), new TreeSet<>(standby), new TreeSet<>(warmup));
    }

    boolean isEmpty() {
        return active.isEmpty() && standby.isEmpty() && warmup.isEmpty();
    }

    /** Returns whether each task of the other is here in the same role. */
    boolean containsAll(TaskRoles other) {
        return active.containsAll(other.active)
                && standby.containsAll(other.standby)
                && warmup.containsAll(other.warmup);
    }

    /** Returns whether a task of the other is here in the same role. */
    boolean touches(TaskRoles other) {
        return !both(other).isEmpty();
    }

    /** Returns what is in both, each in the same role. */
    TaskRoles both(TaskRoles other) {
        TreeSet<GroupTask> a = new TreeSet<>(active);
        TreeSet<GroupTask> s = new TreeSet<>(standby);
        TreeSet<GroupTask> w = new TreeSet<>(warmup);
        a.retainAll(other.active);
        s.retainAll(other.standby);
        w.retainAll(other.warmup);
        return new TaskRoles(a, s, w);
    }

    /** Returns what is here and not in the other in the same role. */
    TaskRoles without(TaskRoles other) {
        TreeSet<GroupTask> a = new TreeSet<>(active);
        TreeSet<GroupTask> s = new TreeSet<>(standby);
        TreeSet<GroupTask> w = new TreeSet<>(warmup);
        a.removeAll(other.active);
        s.removeAll(other.standby);
        w.removeAll(other.warmup);
        return new TaskRoles(a, s, w);
    }

    /** Returns what is in either. */
    TaskRoles and(TaskRoles other) {
        TreeSet<GroupTask> a = new TreeSet<>(active);
        TreeSet<GroupTask> s = new TreeSet<>(standby);
        TreeSet<GroupTask> w = new TreeSet<>(warmup);
        a.addAll(other.active);
        s.addAll(other.standby);
        w.addAll(other.warmup);
        return new TaskRoles(a, s, w);
    }
}
