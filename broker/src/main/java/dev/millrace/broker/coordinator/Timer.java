package dev.millrace.broker.coordinator;

/**
 * A clock that a shard has set.
 *
 * <p>Confined to the event-loop thread.
 */
public interface Timer {
    /** Sets the clock to another time, also after it has run out or was stopped. */
    void moveTo(long atMs);

    /** Stops the clock; its event does not happen until it is moved again. */
    void stop();

    /** Returns whether the clock is running. */
    boolean isRunning();

    /** Returns the time in milliseconds for which the clock is or was last set. */
    long atMs();
}
