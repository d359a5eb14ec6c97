package dev.millrace.streams.internal.runtime.thread;

/**
 * The protocol in which a thread is a member of its group: placed by a member that leads, or by the broker.
 * <i>Confined to the stream thread.</i>
 */
public interface GroupSeat {
    /**
     * Joins the group, or joins it again.
     *
     * @param rebalances carries out what the group decides
     */
    void join(InputTopics inputs, RebalanceHandler rebalances);

    /** Follows what was said besides the tasks, after a poll. */
    void heed();

    /** Sees to it that the wish to stop every member goes out. */
    void tellShutdown();
}
