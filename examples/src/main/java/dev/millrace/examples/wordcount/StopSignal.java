package dev.millrace.examples.wordcount;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Raised when somebody wants the program to end; everything that waits, waits on it.
 *
 * <p><em>Thread-safe: one latch.</em>
 */
final class StopSignal {

    private final CountDownLatch raised = new CountDownLatch(1);

    void raise() {
        raised.countDown();
    }

    boolean isRaised() {
        return raised.getCount() == 0;
    }

    /** Waits for the signal, and returns whether it is raised by then. */
    boolean await(long timeoutMs) {
        try {
            return raised.await(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            raise();
            return true;
        }
    }
}
