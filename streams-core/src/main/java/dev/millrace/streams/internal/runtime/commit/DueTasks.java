package dev.millrace.streams.internal.runtime.commit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.internal.output.RecordOutput;
import dev.millrace.streams.internal.runtime.task.StreamTask;
import dev.millrace.streams.processor.TaskId;

/** Tasks that have something to commit, on the way through one commit. <i>Confined to the stream thread.</i> */
final class DueTasks {
    private final List<StreamTask> tasks;

    private DueTasks(List<StreamTask> tasks) {
        this.tasks = tasks;
    }

    /** Those of {@code tasks} with something to commit, their caches flushed. */
    static DueTasks flushed(Collection<StreamTask> tasks) {
        List<StreamTask> due = new ArrayList<>(tasks.size());
        for (StreamTask task : tasks) {
            if (task.commitNeeded()) {
                task.flush();
                due.add(task);
            }
        }
        return new DueTasks(due);
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    Set<TaskId> ids() {
        return tasks.stream().map(StreamTask::id).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Waits until all they wrote to {@code output} is acknowledged.
     *
     * @return the positions to commit
     * @throws dev.millrace.streams.errors.StreamsException if a record was refused
     */
    Map<TopicPartition, OffsetAndMetadata> written(RecordOutput output) {
        output.flush();
        if (writeDeadLetters()) {
            output.flush();
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (StreamTask task : tasks) {
            task.rethrowSendError();
            offsets.putAll(task.offsetsToCommit());
        }
        return offsets;
    }

    /** Applies local state; returns of how many tasks. */
    int committed() {
        tasks.forEach(StreamTask::committed);
        return tasks.size();
    }

    private boolean writeDeadLetters() {
        boolean any = false;
        for (StreamTask task : tasks) {
            any |= task.writeDeadLetters();
        }
        return any;
    }
}
