package dev.millrace.streams;

import java.util.Set;

/** A stream thread at one moment. <i>Immutable;</i> equal if its contents are. */
public interface ThreadMetadata {
    /** Where it is in its life: one of CREATED, STARTING, PARTITIONS_REVOKED, PARTITIONS_ASSIGNED, RUNNING,
     * PENDING_SHUTDOWN, DEAD. */
    String threadState();

    /** Its name. */
    String threadName();

    /** The tasks it runs or restores. */
    Set<TaskMetadata> activeTasks();

    /** The tasks it keeps a copy of. */
    Set<TaskMetadata> standbyTasks();

    /** Client id of its consumer. */
    String consumerClientId();

    /** Client id of the consumer that restores its stores, which the threads of an instance share here. */
    String restoreConsumerClientId();

    /** Client ids of what it writes with. */
    Set<String> producerClientIds();

    /** Client id of the instance's admin client. */
    String adminClientId();

    @Override
    boolean equals(Object o);

    @Override
    int hashCode();
}
