package dev.millrace.broker.embedded;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The threads of a broker.
 *
 * <p>Confined to the thread that starts and closes the broker.
 */
final class Workers {
    private static final long PATIENCE_MS = 30_000;

    private final Deque<Worker> workers = new ArrayDeque<>();

    /**
     * Starts a thread.
     *
     * @param name says what it does
     * @param work returns when it is told to stop
     * @param stop tells it to
     */
    void start(String name, Runnable work, Runnable stop) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        workers.push(new Worker(thread, stop));
    }

    /** Stops all threads, the last first, and waits for each. */
    void stop() {
        boolean interrupted = false;
        while (!workers.isEmpty()) {
            Worker worker = workers.pop();
            worker.stop.run();
            interrupted |= !join(worker.thread);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean join(Thread thread) {
        try {
            thread.join(PATIENCE_MS);
            return true;
        } catch (InterruptedException e) {
            // The rest must be stopped all the same; the caller learns of the interrupt afterwards.
            return false;
        }
    }

    private record Worker(Thread thread, Runnable stop) {}
}
