package dev.millrace.broker.group;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.millrace.broker.membership.BackgroundWork;

/** Background work that waits until a test lets it be done. */
final class WaitingWork implements BackgroundWork {
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    @Override
    public <T> void run(Supplier<T> work, Consumer<T> then) {
        waiting.add(() -> then.accept(work.get()));
    }

    /** Does all of it. */
    void doAll() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }
}
