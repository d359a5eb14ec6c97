package dev.millrace.streams.internal.placement;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.ApplicationState;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask.Type;
import dev.millrace.streams.processor.assignment.ProcessId;
import dev.millrace.streams.processor.assignment.TaskAssignor.AssignmentError;
import dev.millrace.streams.processor.assignment.TaskInfo;

/** Whether what an assignor returned can be done. */
public final class AssignmentCheck {
    private static final Logger LOG = LoggerFactory.getLogger(AssignmentCheck.class);

    private final Map<TaskId, TaskInfo> tasks;
    private final Set<ProcessId> missing;
    private final Set<ProcessId> present;
    private final Map<TaskId, ProcessId> running = new HashMap<>();

    private AssignmentCheck(ApplicationState application) {
        tasks = application.allTasks();
        present = application.kafkaStreamsStates(false).keySet();
        missing = new HashSet<>(present);
    }

    /** What is wrong with {@code assignments}, first of all; it is logged with the names. */
    public static AssignmentError check(ApplicationState application, Collection<KafkaStreamsAssignment> assignments) {
        return new AssignmentCheck(application).check(assignments);
    }

    private AssignmentError check(Collection<KafkaStreamsAssignment> assignments) {
        for (KafkaStreamsAssignment assignment : assignments) {
            for (AssignedTask task : assignment.tasks().values()) {
                AssignmentError error = check(task, assignment.processId());
                if (error != AssignmentError.NONE) {
                    return error;
                }
            }
        }
        for (KafkaStreamsAssignment assignment : assignments) {
            if (!present.contains(assignment.processId())) {
                LOG.error("Tasks were assigned to {}, which is no instance of the application", assignment.processId());
                return AssignmentError.UNKNOWN_PROCESS_ID;
            }
            missing.remove(assignment.processId());
        }
        if (!missing.isEmpty()) {
            LOG.error("The assignment leaves out the instances {}", missing);
            return AssignmentError.MISSING_PROCESS_ID;
        }
        return AssignmentError.NONE;
    }

    private AssignmentError check(AssignedTask task, ProcessId process) {
        TaskInfo known = tasks.get(task.id());
        if (known == null) {
            LOG.error("Task {} was assigned to {}, but the application has no such task", task.id(), process);
            return AssignmentError.UNKNOWN_TASK_ID;
        }
        if (task.type() == Type.STANDBY) {
            if (!known.isStateful()) {
                LOG.error("A copy of task {} was assigned to {}, but the task has no state", task.id(), process);
                return AssignmentError.INVALID_STANDBY_TASK;
            }
            return AssignmentError.NONE;
        }
        ProcessId other = running.put(task.id(), process);
        if (other != null) {
            LOG.error("Task {} was assigned to run on {} and on {}", task.id(), other, process);
            return AssignmentError.ACTIVE_TASK_ASSIGNED_MULTIPLE_TIMES;
        }
        return AssignmentError.NONE;
    }
}
