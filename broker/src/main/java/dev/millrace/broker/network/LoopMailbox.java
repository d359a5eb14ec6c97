package dev.millrace.broker.network;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * What other threads want done on the event-loop thread.
 *
 * <p>It holds at most one task for each open connection and each request that waits for the disk, so it is bounded by
 * what is bounded elsewhere.
 *
 * <p>Thread-safe: a concurrent queue; only the loop takes out.
 */
public final class LoopMailbox implements Executor {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private volatile Runnable wakeUp = () -> {};

    /** Leaves a task and wakes the loop. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        wakeUp.run();
    }

    void wakeWith(Runnable waker) {
        wakeUp = waker;
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    void runAll() {
        Runnable task = tasks.poll();
        while (task != null) {
            task.run();
            task = tasks.poll();
        }
    }
}
