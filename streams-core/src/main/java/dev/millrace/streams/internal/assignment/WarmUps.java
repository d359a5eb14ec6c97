package dev.millrace.streams.internal.assignment;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.TaskAssignmentException;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.ProcessId;

/**
 * Keeps a task with much state where its state is until the instance it is to move to has caught up (KIP-441).
 *
 * <p>An instance that is behind by more than {@code acceptable.recovery.lag} runs a task only if no other is nearer. As
 * long as another one is, that one runs it and the instance gets a copy to warm up: one that it was to have as a copy
 * anyway in exchange, else an extra one, of which there are at most {@code max.warmup.replicas} in the group. A later
 * rebalance finds that the copy has caught up, and moves the task. <i>Confined to one assignment.</i>
 */
final class WarmUps {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUps.class);

    private final ApplicationView group;
    private final GroupPlacement placement;
    private final long acceptableLag;
    private final Map<ProcessId, SortedMap<TaskId, Long>> lags = new HashMap<>();
    private int extraCopies;
    private boolean delayed;

    /** @param ideal where tasks would be if everybody had all state; is changed */
    WarmUps(ApplicationView group, GroupPlacement ideal) {
        this.group = group;
        this.placement = ideal;
        this.acceptableLag = group.assignmentConfigs().acceptableRecoveryLag();
    }

    /** Puts moves off that have to wait; returns whether there are any. */
    boolean delayMoves() {
        for (GroupInstance instance : group.members().instances()) {
            Set<TaskId> moving = new TreeSet<>(placement.active(instance.process()));
            moving.retainAll(group.tasks().logged());
            moving.removeAll(instance.caughtUp());
            for (TaskId task : moving) {
                if (stateIsElsewhere(task, instance)) {
                    nearer(task, instance).ifPresent(other -> delay(task, instance, other));
                }
            }
        }
        return delayed;
    }

    /** Known without asking the cluster. */
    private boolean stateIsElsewhere(TaskId task, GroupInstance instance) {
        return group.members().instances().stream()
                .filter(other -> other != instance)
                .anyMatch(other -> other.running().contains(task)
                        || other.stateSums().getOrDefault(task, 0L)
                                > instance.stateSums().getOrDefault(task, 0L) + acceptableLag);
    }

    /** The instance that should run {@code task} for now instead of {@code wanted}; empty if that may run it. */
    private Optional<GroupInstance> nearer(TaskId task, GroupInstance wanted) {
        try {
            long lag = lag(task, wanted);
            return group.members().instances().stream()
                    .filter(other -> lag > acceptableLag && lag(task, other) < lag - acceptableLag)
                    .min(Comparator.<GroupInstance>comparingLong(other -> lag(task, other))
                            .thenComparingInt(
                                    other -> placement.active(other.process()).size())
                            .thenComparing(GroupInstance::process));
        } catch (TaskAssignmentException unknown) {
            LOG.warn("How far instances are behind is unknown: task {} stays where it is", task, unknown);
            return group.members().instances().stream()
                    .filter(other -> other.running().contains(task))
                    .filter(other -> other != wanted)
                    .findFirst();
        }
    }

    private long lag(TaskId task, GroupInstance instance) {
        return lags.computeIfAbsent(instance.process(), any -> group.ends().lags(instance))
                .get(task);
    }

    private void delay(TaskId task, GroupInstance wanted, GroupInstance meanwhile) {
        delayed = true;
        placement.active(wanted.process()).remove(task);
        placement.active(meanwhile.process()).add(task);
        boolean exchanged = placement.standby(meanwhile.process()).remove(task);
        boolean warms = exchanged || extraCopies < group.assignmentConfigs().maxWarmupReplicas();
        if (warms) {
            placement.standby(wanted.process()).add(task);
            extraCopies += exchanged ? 0 : 1;
        }
        LOG.info(
                "Task {} moves from {} to {} {}",
                task,
                meanwhile.process(),
                wanted.process(),
                warms ? "once its copy there has caught up" : "after others, which warm up first");
    }
}
