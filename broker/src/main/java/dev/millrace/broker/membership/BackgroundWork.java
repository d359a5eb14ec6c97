package dev.millrace.broker.membership;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Does away from the event loop what might take long, and brings the outcome back to it.
 *
 * <p>Called on the event-loop thread, or before that thread starts.
 */
@FunctionalInterface
public interface BackgroundWork {
    /**
     * Takes over a piece of work.
     *
     * @param work done on another thread; what it throws is logged, and then nobody is told
     * @param then told the outcome on the event-loop thread
     */
    <T> void run(Supplier<T> work, Consumer<T> then);
}
