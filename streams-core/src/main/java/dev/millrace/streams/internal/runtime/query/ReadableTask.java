package dev.millrace.streams.internal.runtime.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.runtime.task.StreamTask;
import dev.millrace.streams.internal.runtime.thread.StreamThread;
import dev.millrace.streams.internal.runtime.thread.ThreadState;
import dev.millrace.streams.processor.StateStore;

/**
 * A task as a query finds it. <i>Immutable;</i> of the task nothing is used but its name and stores.
 *
 * @param threadState where the thread that owns it was in its life
 */
public record ReadableTask(StreamTask task, ThreadState threadState) {
    /** The tasks that {@code threads} run now. */
    public static List<ReadableTask> of(Collection<StreamThread> threads) {
        List<ReadableTask> tasks = new ArrayList<>();
        for (StreamThread thread : threads) {
            ThreadState state = thread.state();
            thread.runningTasks().forEach(task -> tasks.add(new ReadableTask(task, state)));
        }
        return tasks;
    }

    int partition() {
        return task.id().partition();
    }

    @Nullable
    StateStore store(String name) {
        return task.stores().guardedStore(name);
    }

    boolean running() {
        return threadState instanceof ThreadState.Running;
    }
}
