package dev.millrace.streams.processor.assignment;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.millrace.streams.processor.TaskId;

import static java.util.Objects.requireNonNull;

/** The tasks that one instance is to have. <i>Not thread-safe.</i> */
public class KafkaStreamsAssignment {
    private final ProcessId processId;
    private final Map<TaskId, AssignedTask> tasks;
    private final Optional<Instant> followupRebalanceDeadline;

    private KafkaStreamsAssignment(
            ProcessId processId, Map<TaskId, AssignedTask> tasks, Optional<Instant> followupRebalanceDeadline) {
        this.processId = processId;
        this.tasks = tasks;
        this.followupRebalanceDeadline = followupRebalanceDeadline;
    }

    /**
     * The assignment of {@code assignment} to {@code processId}.
     *
     * @throws IllegalStateException if a task is in it as active and as standby
     */
    public static KafkaStreamsAssignment of(ProcessId processId, Set<AssignedTask> assignment) {
        Map<TaskId, AssignedTask> tasks = new HashMap<>();
        for (AssignedTask task : assignment) {
            AssignedTask same = tasks.put(task.id(), task);
            if (same != null) {
                throw new IllegalStateException("Task " + task.id() + " is assigned to " + processId + " twice, as "
                        + same + " and as " + task);
            }
        }
        return new KafkaStreamsAssignment(processId, tasks, Optional.empty());
    }

    /**
     * The same tasks, and the wish that the instance begins another rebalance.
     *
     * @param rebalanceDeadline when, at the latest
     * @return a new assignment that changes independently of this one
     */
    public KafkaStreamsAssignment withFollowupRebalance(Instant rebalanceDeadline) {
        requireNonNull(rebalanceDeadline, "rebalanceDeadline");
        return new KafkaStreamsAssignment(processId, new HashMap<>(tasks), Optional.of(rebalanceDeadline));
    }

    /** The instance. */
    public ProcessId processId() {
        return processId;
    }

    /** What it is to have, by task; a view that cannot be changed. */
    public Map<TaskId, AssignedTask> tasks() {
        return Collections.unmodifiableMap(tasks);
    }

    /** Adds {@code newTask}; it replaces the same task in the other role. */
    public void assignTask(AssignedTask newTask) {
        tasks.put(newTask.id(), newTask);
    }

    /** Takes a task out in whichever role it has; does nothing if it is not there. */
    public void removeTask(AssignedTask removedTask) {
        tasks.remove(removedTask.id());
    }

    /** When the instance is to begin another rebalance at the latest; empty if it need not. */
    public Optional<Instant> followupRebalanceDeadline() {
        return followupRebalanceDeadline;
    }

    @Override
    public String toString() {
        return "KafkaStreamsAssignment{" + processId + ", " + tasks.values() + ", " + followupRebalanceDeadline + "}";
    }

    /** A task in its role. <i>Immutable.</i> */
    public static class AssignedTask {
        private final TaskId id;
        private final Type taskType;

        /** What an instance does with a task. */
        public enum Type {
            /** It runs the task. */
            ACTIVE,
            /** It keeps a copy of the task's stores. */
            STANDBY
        }

        /** The task {@code id} in the role {@code taskType}. */
        public AssignedTask(TaskId id, Type taskType) {
            this.id = id;
            this.taskType = taskType;
        }

        /** Which task. */
        public TaskId id() {
            return id;
        }

        /** In which role. */
        public Type type() {
            return taskType;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof AssignedTask that && Objects.equals(id, that.id) && taskType == that.taskType;
        }

        @Override
        public int hashCode() {
            return Objects.hash(id, taskType);
        }

        @Override
        public String toString() {
            return "AssignedTask{" + taskType + ", " + id + "}";
        }
    }
}
