package dev.millrace.streams.internal.runtime.thread;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.runtime.task.StreamTask;
import dev.millrace.streams.processor.TaskId;

/**
 * The tasks of a thread: those assigned, and of these the ones it processes. <i>Confined to the stream thread</i>,
 * but for {@link #running()}, which returns an immutable list to any thread.
 */
final class TaskTable {
    private final Map<TopicPartition, StreamTask> byPartition = new HashMap<>();
    private final Set<TaskId> assigned = new TreeSet<>();
    private volatile List<StreamTask> running = List.of();

    /** Ids of all tasks assigned to the thread, whether they run yet or not; changed by the rebalance handler. */
    Set<TaskId> assigned() {
        return assigned;
    }

    /** Those it processes, in no particular order; any thread. */
    List<StreamTask> running() {
        return running;
    }

    /** The task that reads {@code partition}, or null. */
    @Nullable
    StreamTask reading(TopicPartition partition) {
        return byPartition.get(partition);
    }

    void add(StreamTask task) {
        task.inputPartitions().forEach(partition -> byPartition.put(partition, task));
        List<StreamTask> more = new ArrayList<>(running);
        more.add(task);
        running = List.copyOf(more);
    }

    /** Takes {@code id} out; null if it is not here. */
    @Nullable
    StreamTask remove(TaskId id) {
        for (StreamTask task : running) {
            if (task.id().equals(id)) {
                byPartition.keySet().removeAll(task.inputPartitions());
                running = running.stream().filter(other -> other != task).toList();
                return task;
            }
        }
        return null;
    }
}
