package dev.millrace.broker.embedded;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.membership.BackgroundWork;

/**
 * Work that waits for a thread of its own, one piece after the other.
 *
 * <p>It holds at most one piece for each group, since a group waits for an outcome before it asks again.
 *
 * <p>Thread-safe: a blocking queue; one thread takes out.
 */
final class BackgroundQueue implements BackgroundWork {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundQueue.class);

    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private final Executor loop;
    private volatile boolean stopped;

    /**
     * Makes a queue.
     *
     * @param loop runs what it is given on the event-loop thread
     */
    BackgroundQueue(Executor loop) {
        this.loop = loop;
    }

    @Override
    public <T> void run(Supplier<T> work, Consumer<T> then) {
        waiting.add(() -> {
            T outcome = work.get();
            loop.execute(() -> then.accept(outcome));
        });
    }

    /** Works until it is told to stop. */
    void work() {
        try {
            while (!stopped) {
                runOne(waiting.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void runOne(Runnable piece) {
        try {
            piece.run();
        } catch (RuntimeException e) {
            LOG.error("A piece of background work failed", e);
        }
    }

    void stop() {
        stopped = true;
        waiting.add(() -> {});
    }
}
