package dev.millrace.streams.internal.runtime.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

import dev.millrace.streams.internal.runtime.thread.StreamThread;
import dev.millrace.streams.internal.runtime.thread.ThreadListener;
import dev.millrace.streams.internal.runtime.thread.ThreadState;

/**
 * The stream threads of an instance, and the threads of the machine that run them.
 *
 * <p><i>Thread-safe:</i> they come and go under one private lock; who only looks at them needs none.
 */
final class StreamThreads {
    private final Object lock = new Object();
    private final SortedMap<Integer, StreamThread> byNumber = new TreeMap<>();
    private final List<Thread> runners = new ArrayList<>();
    private volatile List<StreamThread> alive = List.of();

    /** Those that are not dead, by number. */
    List<StreamThread> alive() {
        return alive;
    }

    /** Makes one more and lets it run, with the smallest number that is free. */
    StreamThread add(OpenInstance instance, ThreadListener listener) {
        synchronized (lock) {
            int number = 1;
            while (byNumber.containsKey(number)) {
                number++;
            }
            instance.shares().divideAmong(byNumber.size() + 1);
            StreamThread thread = instance.threads().make(number, listener);
            byNumber.put(number, thread);
            publish();
            runners.removeIf(runner -> !runner.isAlive());
            runners.add(start(thread));
            return thread;
        }
    }

    /** {@code thread} is dead. */
    void remove(StreamThread thread) {
        synchronized (lock) {
            byNumber.values().remove(thread);
            publish();
        }
    }

    /** The heap of those that are gone goes to those that are left. */
    void shareHeap(OpenInstance instance) {
        synchronized (lock) {
            instance.shares().divideAmong(Math.max(1, byNumber.size()));
        }
    }

    /** Stops all. */
    void stopAll(GroupMembershipOperation operation) {
        synchronized (lock) {
            byNumber.values().forEach(thread -> thread.stop(operation));
        }
    }

    /** Stops one, which leaves the group: another than that of the caller, if there is another. */
    Optional<StreamThread> stopOne() {
        synchronized (lock) {
            List<StreamThread> candidates = byNumber.values().stream()
                    .filter(thread -> !(thread.state() instanceof ThreadState.Stopping))
                    .toList();
            Optional<StreamThread> chosen = candidates.stream()
                    .filter(thread -> candidates.size() == 1 || !runsCaller(thread))
                    .findFirst();
            chosen.ifPresent(thread -> thread.stop(GroupMembershipOperation.LEAVE_GROUP));
            return chosen;
        }
    }

    /** Whether the caller is what runs {@code thread}. */
    static boolean runsCaller(StreamThread thread) {
        return thread.name().equals(Thread.currentThread().getName());
    }

    /**
     * Waits until {@code thread} has ended.
     *
     * @throws TimeoutException if that takes longer than {@code timeoutMs}
     */
    void awaitEnd(StreamThread thread, long timeoutMs) {
        try {
            for (Thread runner : runners()) {
                if (runner.getName().equals(thread.name())) {
                    TimeUnit.MILLISECONDS.timedJoin(runner, Math.max(1, timeoutMs));
                    if (runner.isAlive()) {
                        throw new TimeoutException(thread.name() + " did not end within " + timeoutMs + " ms");
                    }
                }
            }
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
            throw new InterruptException(stopWaiting);
        }
    }

    /** Waits until all have ended, after all were stopped. */
    void awaitAll() throws InterruptedException {
        for (Thread runner : runners()) {
            runner.join();
        }
    }

    private List<Thread> runners() {
        synchronized (lock) {
            return List.copyOf(runners);
        }
    }

    private void publish() {
        alive = List.copyOf(byNumber.values());
    }

    private static Thread start(StreamThread thread) {
        Thread runner = new Thread(
                () -> {
                    while (thread.step()) {
                        // a step is all there is to do
                    }
                },
                thread.name());
        runner.start();
        return runner;
    }
}
