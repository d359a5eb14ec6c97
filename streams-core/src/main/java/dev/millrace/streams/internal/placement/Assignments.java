package dev.millrace.streams.internal.placement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.ApplicationState;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask.Type;
import dev.millrace.streams.processor.assignment.KafkaStreamsState;
import dev.millrace.streams.processor.assignment.ProcessId;
import dev.millrace.streams.processor.assignment.TaskInfo;

/** What has been placed so far, seen with the instances it is placed on; changes go through. */
final class Assignments {
    private final Map<ProcessId, KafkaStreamsAssignment> placed;
    private final SortedMap<ProcessId, KafkaStreamsState> instances;

    private Assignments(
            Map<ProcessId, KafkaStreamsAssignment> placed, SortedMap<ProcessId, KafkaStreamsState> instances) {
        this.placed = placed;
        this.instances = instances;
    }

    /** Assignments to the instances of {@code application}: those in {@code placed}, which gets the missing ones. */
    static Assignments of(ApplicationState application, Map<ProcessId, KafkaStreamsAssignment> placed) {
        SortedMap<ProcessId, KafkaStreamsState> instances = new TreeMap<>(application.kafkaStreamsStates(false));
        instances
                .keySet()
                .forEach(process ->
                        placed.computeIfAbsent(process, id -> KafkaStreamsAssignment.of(id, new TreeSet<>())));
        return new Assignments(placed, instances);
    }

    /** The instances, in order. */
    List<ProcessId> processes() {
        return new ArrayList<>(instances.keySet());
    }

    KafkaStreamsState instance(ProcessId process) {
        return instances.get(process);
    }

    Map<ProcessId, KafkaStreamsAssignment> placed() {
        return placed;
    }

    boolean has(ProcessId process, TaskId task) {
        return placed.get(process).tasks().containsKey(task);
    }

    SortedSet<TaskId> tasks(ProcessId process, Type role) {
        SortedSet<TaskId> tasks = new TreeSet<>();
        for (AssignedTask task : placed.get(process).tasks().values()) {
            if (task.type() == role) {
                tasks.add(task.id());
            }
        }
        return tasks;
    }

    void add(ProcessId process, TaskId task, Type role) {
        placed.get(process).assignTask(new AssignedTask(task, role));
    }

    void move(TaskId task, Type role, ProcessId from, ProcessId to) {
        placed.get(from).removeTask(new AssignedTask(task, role));
        add(to, task, role);
    }

    /** Tasks of any kind on {@code process}, per thread. */
    double load(ProcessId process) {
        return (double) placed.get(process).tasks().size()
                / instances.get(process).numProcessingThreads();
    }

    /** The names of {@code tasks} that have state, in order. */
    static SortedSet<TaskId> stateful(Collection<TaskInfo> tasks) {
        SortedSet<TaskId> stateful = new TreeSet<>();
        tasks.stream().filter(TaskInfo::isStateful).map(TaskInfo::id).forEach(stateful::add);
        return stateful;
    }
}
