package dev.millrace.streams.internal.runtime.insight;

import java.util.Set;

import dev.millrace.streams.TaskMetadata;
import dev.millrace.streams.ThreadMetadata;

/** A stream thread as it was at one moment. <i>Immutable.</i> */
record KnownThread(
        String threadName,
        String threadState,
        Set<TaskMetadata> activeTasks,
        Set<TaskMetadata> standbyTasks,
        ClientIds ids)
        implements ThreadMetadata {
    @Override
    public String consumerClientId() {
        return ids.consumer(threadName);
    }

    @Override
    public String restoreConsumerClientId() {
        return ids.restoreConsumer();
    }

    @Override
    public Set<String> producerClientIds() {
        return Set.of(ids.producer(threadName));
    }

    @Override
    public String adminClientId() {
        return ids.admin();
    }

    @Override
    public String toString() {
        return "ThreadMetadata{threadName=" + threadName + ", threadState=" + threadState + ", activeTasks="
                + activeTasks + ", standbyTasks=" + standbyTasks + ", consumerClientId=" + consumerClientId()
                + ", restoreConsumerClientId=" + restoreConsumerClientId() + ", producerClientIds="
                + producerClientIds() + ", adminClientId=" + adminClientId() + "}";
    }
}
