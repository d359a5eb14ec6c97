package dev.millrace.streams.processor.assignment;

import java.util.Collection;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupAssignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.common.Configurable;

/**
 * Decides which instance runs which task and which keeps copies. Named in {@code task.assignor.class}; a new one is
 * made for each rebalance, by a constructor without parameters. <i>Called by the stream thread that leads the
 * group.</i>
 */
public interface TaskAssignor extends Configurable {
    /** What may be wrong with an assignment. */
    enum AssignmentError {
        /** Nothing. */
        NONE,
        /** Two instances are to run the same task. */
        ACTIVE_TASK_ASSIGNED_MULTIPLE_TIMES,
        /** A copy of a task without state. */
        INVALID_STANDBY_TASK,
        /** An instance was left out. */
        MISSING_PROCESS_ID,
        /** An instance was named that is not there. */
        UNKNOWN_PROCESS_ID,
        /** A task was named that is not there. */
        UNKNOWN_TASK_ID
    }

    /**
     * Places the tasks. What it throws stops every member of the group.
     *
     * @return an assignment for each instance, also for those that get nothing
     */
    TaskAssignment assign(ApplicationState applicationState);

    /**
     * Hears what became of the assignment. If {@code error} is not {@code NONE}, every member of the group is told to
     * stop afterwards.
     *
     * @param assignment what each member is sent
     * @param subscription what each member had sent
     */
    default void onAssignmentComputed(
            GroupAssignment assignment, GroupSubscription subscription, AssignmentError error) {}

    /** Gets the settings of the application, as they were given. Called first. */
    @Override
    default void configure(Map<String, ?> configs) {}

    /** Assignments of all instances. <i>Immutable.</i> */
    class TaskAssignment {
        private final Collection<KafkaStreamsAssignment> assignment;

        /** All of {@code assignment}, one for each instance. */
        public TaskAssignment(Collection<KafkaStreamsAssignment> assignment) {
            this.assignment = assignment;
        }

        /** One for each instance. */
        public Collection<KafkaStreamsAssignment> assignment() {
            return assignment;
        }
    }
}
