package dev.millrace.broker.parking;

/**
 * Something to be done at a time, as it stands in a {@link DeadlineQueue}.
 *
 * <p>Confined to the thread of its queue.
 */
public final class Deadline {
    static final int NOT_QUEUED = -1;

    private final Runnable action;
    long atMs;
    int index = NOT_QUEUED;

    Deadline(long atMs, Runnable action) {
        this.atMs = atMs;
        this.action = action;
    }

    /** Returns the time in milliseconds at which the action is due. */
    public long atMs() {
        return atMs;
    }

    /** Returns whether the action is still to come. */
    public boolean isPending() {
        return index != NOT_QUEUED;
    }

    void run() {
        action.run();
    }
}
