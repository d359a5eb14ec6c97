package dev.millrace.streams.internal.runtime.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.runtime.stores.TaskStores;
import dev.millrace.streams.internal.runtime.thread.StreamThread;
import dev.millrace.streams.internal.runtime.thread.ThreadState;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.TaskId;

/**
 * A task as a query finds it. <i>Immutable;</i> of the task nothing is used but its name and stores.
 *
 * @param id name of the task
 * @param stores its stores, which are open or were
 * @param threadState where the thread that owns it was in its life
 * @param processing whether it processes records; else its stores are being restored, or copies that follow another
 *     instance
 */
public record ReadableTask(TaskId id, TaskStores stores, ThreadState threadState, boolean processing) {
    /** The tasks that {@code threads} run now, then those that they restore and keep copies of. */
    public static List<ReadableTask> of(Collection<StreamThread> threads) {
        List<ReadableTask> tasks = new ArrayList<>();
        threads.forEach(thread -> tasks.addAll(running(thread)));
        for (StreamThread thread : threads) {
            ThreadState state = thread.state();
            thread.restoringTasks()
                    .forEach(task -> tasks.add(new ReadableTask(task.id(), task.stores(), state, false)));
            thread.standbyTasks().forEach(task -> tasks.add(new ReadableTask(task.id(), task.stores(), state, false)));
        }
        return tasks;
    }

    private static List<ReadableTask> running(StreamThread thread) {
        ThreadState state = thread.state();
        return thread.runningTasks().stream()
                .map(task -> new ReadableTask(task.id(), task.stores(), state, true))
                .toList();
    }

    int partition() {
        return id.partition();
    }

    @Nullable
    StateStore store(String name) {
        return stores.guardedStore(name);
    }

    /** Whether its stores have the latest there is. */
    boolean active() {
        return processing && threadState instanceof ThreadState.Running;
    }
}
