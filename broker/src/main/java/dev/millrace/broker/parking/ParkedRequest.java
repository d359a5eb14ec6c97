package dev.millrace.broker.parking;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A request that waits until one of its keys is woken or its deadline passes, and then answers.
 *
 * <p>Confined to the event-loop thread.
 */
public abstract class ParkedRequest {
    @Nullable
    Deadline deadline;

    List<?> keys = List.of();
    boolean awake;

    /**
     * Looks whether what the request waits for is there and, if so, answers.
     *
     * @return whether the request is answered; if not it stays parked
     */
    protected abstract boolean tryAnswer();

    /** Answers with what is there, because the deadline has passed. */
    protected abstract void answerLate();

    /** Returns whether the request still waits. */
    public final boolean isParked() {
        return deadline != null;
    }
}
