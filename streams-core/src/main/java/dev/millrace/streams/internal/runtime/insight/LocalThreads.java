package dev.millrace.streams.internal.runtime.insight;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.TaskMetadata;
import dev.millrace.streams.ThreadMetadata;
import dev.millrace.streams.internal.runtime.thread.StreamThread;
import dev.millrace.streams.internal.runtime.thread.ThreadState;
import dev.millrace.streams.processor.TaskId;

/** Tells what the stream threads of an instance do. <i>Thread-safe:</i> reads what they publish. */
public final class LocalThreads {
    private final ClientIds ids;
    private final Function<TaskId, Set<TopicPartition>> inputs;

    /** @param inputs the partitions that a task reads */
    public LocalThreads(ClientIds ids, Function<TaskId, Set<TopicPartition>> inputs) {
        this.ids = ids;
        this.inputs = inputs;
    }

    /** Each of {@code threads} as it is now. */
    public Set<ThreadMetadata> describe(List<StreamThread> threads) {
        Set<ThreadMetadata> described = new HashSet<>();
        for (StreamThread thread : threads) {
            Set<TaskMetadata> active = new HashSet<>();
            thread.runningTasks().forEach(task -> active.add(KnownTask.of(task)));
            thread.restoringTasks().forEach(task -> active.add(KnownTask.of(task)));
            Set<TaskMetadata> copies = new HashSet<>();
            thread.standbyTasks().forEach(task -> copies.add(KnownTask.copy(task.id(), inputs.apply(task.id()))));
            described.add(new KnownThread(thread.name(), name(thread.state()), active, copies, ids));
        }
        return described;
    }

    /** Kafka Streams' names for the states. */
    private static String name(ThreadState state) {
        if (state instanceof ThreadState.Created) {
            return "CREATED";
        } else if (state instanceof ThreadState.Joining) {
            return "STARTING";
        } else if (state instanceof ThreadState.Revoked) {
            return "PARTITIONS_REVOKED";
        } else if (state instanceof ThreadState.Assigned) {
            return "PARTITIONS_ASSIGNED";
        } else if (state instanceof ThreadState.Running) {
            return "RUNNING";
        }
        return state instanceof ThreadState.Stopping ? "PENDING_SHUTDOWN" : "DEAD";
    }
}
