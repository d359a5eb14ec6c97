package dev.millrace.broker.network;

/**
 * What the loop does besides sockets.
 *
 * <p>Called on the event-loop thread only.
 */
public interface LoopClock {
    /**
     * Runs what is due.
     *
     * @return when something is due next, in milliseconds on the same clock
     */
    long tick(long nowMs);

    /** Called at the end of each turn, when all requests of the turn were handled. */
    void settle();
}
