package dev.millrace.broker.api;

import java.util.function.Consumer;

import org.apache.kafka.common.protocol.Errors;

/**
 * Waits until every marker of a transaction is on disk.
 *
 * <p>Confined to the event-loop thread.
 */
final class PendingMarkers {
    private final Consumer<Errors> then;
    private int awaited = 1;
    private Errors worst = Errors.NONE;

    PendingMarkers(Consumer<Errors> then) {
        this.then = then;
    }

    /** Waits for one more. */
    Consumer<Errors> one() {
        awaited++;
        return this::arrived;
    }

    /** Says that no further one will be waited for. */
    void complete() {
        arrived(Errors.NONE);
    }

    private void arrived(Errors outcome) {
        if (outcome != Errors.NONE) {
            worst = outcome;
        }
        if (--awaited == 0) {
            then.accept(worst);
        }
    }
}
