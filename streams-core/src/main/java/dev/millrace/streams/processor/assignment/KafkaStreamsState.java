package dev.millrace.streams.processor.assignment;

import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.state.HostInfo;

/** An instance as it was when the rebalance began. <i>Read-only.</i> */
public interface KafkaStreamsState {
    /** Its identity, kept with its local state over restarts. */
    ProcessId processId();

    /** How many stream threads it has. */
    int numProcessingThreads();

    /** The names of its consumers in the group, one for each stream thread. */
    SortedSet<String> consumerClientIds();

    /** Tasks it ran, or was about to. */
    SortedSet<TaskId> previousActiveTasks();

    /** Tasks it kept a copy of. */
    SortedSet<TaskId> previousStandbyTasks();

    /**
     * How far it is behind in the changelogs of {@code task}, in records.
     *
     * @return -2 if it runs the task and so has everything; all of the changelogs if it has nothing
     * @throws UnsupportedOperationException if the state was asked for without lags
     * @throws IllegalStateException if the task has no changelogs
     */
    long lagFor(TaskId task);

    /**
     * The tasks with state that one of its threads had, those first that are least behind.
     *
     * @param consumerClientId one of {@link #consumerClientIds()}
     * @throws UnsupportedOperationException if the state was asked for without lags
     * @throws IllegalStateException if there is no such consumer
     */
    SortedSet<TaskId> prevTasksByLag(String consumerClientId);

    /**
     * {@link #lagFor} of every task with state.
     *
     * @throws UnsupportedOperationException if the state was asked for without lags
     */
    Map<TaskId, Long> statefulTasksToLagSums();

    /** Its {@code application.server}, if it has one. */
    Optional<HostInfo> hostInfo();

    /** Its {@code client.tag.} settings, without the prefix. */
    Map<String, String> clientTags();

    /** Its {@code client.rack}, if it has one. */
    Optional<String> rackId();
}
