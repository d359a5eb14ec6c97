package dev.millrace.streams.internal.assignment;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask.Type;
import dev.millrace.streams.processor.assignment.ProcessId;

/**
 * Which instance is to run and to copy which tasks, and who begins another rebalance when. <i>Confined to one
 * assignment.</i>
 */
final class GroupPlacement {
    private final SortedMap<ProcessId, SortedSet<TaskId>> active = new TreeMap<>();
    private final SortedMap<ProcessId, SortedSet<TaskId>> standby = new TreeMap<>();
    private final SortedMap<ProcessId, Instant> followUps = new TreeMap<>();

    /** What an assignor returned. */
    static GroupPlacement of(Collection<KafkaStreamsAssignment> assignments) {
        GroupPlacement placement = new GroupPlacement();
        for (KafkaStreamsAssignment assignment : assignments) {
            ProcessId process = assignment.processId();
            assignment.tasks().values().forEach(task -> {
                SortedSet<TaskId> tasks =
                        task.type() == Type.ACTIVE ? placement.active(process) : placement.standby(process);
                tasks.add(task.id());
            });
            assignment
                    .followupRebalanceDeadline()
                    .ifPresent(deadline -> placement.followUps.merge(process, deadline, GroupPlacement::earlier));
        }
        return placement;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** The tasks that {@code process} is to run; may be changed. */
    SortedSet<TaskId> active(ProcessId process) {
        return active.computeIfAbsent(process, any -> new TreeSet<>());
    }

    /** The tasks that {@code process} is to keep a copy of; may be changed. */
    SortedSet<TaskId> standby(ProcessId process) {
        return standby.computeIfAbsent(process, any -> new TreeSet<>());
    }

    /** When each instance that is named begins another rebalance; may be changed. */
    Map<ProcessId, Instant> followUps() {
        return followUps;
    }
}
