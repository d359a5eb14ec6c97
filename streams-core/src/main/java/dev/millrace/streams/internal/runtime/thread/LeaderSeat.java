package dev.millrace.streams.internal.runtime.thread;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.utils.Time;

/** The classic protocol: a member leads, and the assignor inside the consumer hears what it says. */
public final class LeaderSeat implements GroupSeat {
    private final Consumer<byte[], byte[]> consumer;
    private final Membership membership;
    private final Time time;

    /**
     * A seat for the thread of {@code membership}.
     *
     * @param time when a rebalance that the leader wanted is due
     */
    public LeaderSeat(Consumer<byte[], byte[]> consumer, Membership membership, Time time) {
        this.consumer = consumer;
        this.membership = membership;
        this.time = time;
    }

    @Override
    public void join(InputTopics inputs, RebalanceHandler rebalances) {
        inputs.subscribe(consumer, rebalances);
    }

    /** Begins a rebalance once copies have had time to catch up: the leader may move tasks to them then. */
    @Override
    public void heed() {
        if (membership.takeFollowUp(time.milliseconds())) {
            consumer.enforceRebalance("tasks wait for copies to catch up");
        }
    }

    /** Does nothing: the next subscription says so. */
    @Override
    public void tellShutdown() {}
}
