package dev.millrace.streams.processor.assignment;

import java.util.Map;

import dev.millrace.streams.processor.TaskId;

/** What a {@link TaskAssignor} may know of an application: its instances, its tasks, its settings. */
public interface ApplicationState {
    /**
     * The instances that take part, as they were when this rebalance began.
     *
     * @param computeTaskLags whether {@link KafkaStreamsState#lagFor} and what else is about lags will be asked; costs
     *     a request for the ends of all changelogs
     * @return by the identity of the instance; cannot be changed
     * @throws dev.millrace.streams.errors.TaskAssignmentException if lags were wanted and the cluster did not tell the
     *     ends of changelogs
     */
    Map<ProcessId, KafkaStreamsState> kafkaStreamsStates(boolean computeTaskLags);

    /** The settings that are about placement, as the leader has them. */
    AssignmentConfigs assignmentConfigs();

    /** Every task of the topology on the topics there are now; cannot be changed. */
    Map<TaskId, TaskInfo> allTasks();
}
