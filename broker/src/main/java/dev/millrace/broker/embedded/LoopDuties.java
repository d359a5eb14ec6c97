package dev.millrace.broker.embedded;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.broker.network.LoopClock;
import dev.millrace.broker.parking.DeadlineQueue;
import dev.millrace.broker.parking.ParkedRequests;

/**
 * Runs deadlines, and lets parked fetches and beans look, once in every turn of the event loop. Confined to the
 * event-loop thread.
 */
final class LoopDuties implements LoopClock {
    private final DeadlineQueue deadlines;
    private final ParkedRequests<TopicPartition> fetches;
    private final PartitionBeans beans;

    LoopDuties(DeadlineQueue deadlines, ParkedRequests<TopicPartition> fetches, PartitionBeans beans) {
        this.beans = beans;
        this.deadlines = deadlines;
        this.fetches = fetches;
    }

    @Override
    public long tick(long nowMs) {
        deadlines.runDue(nowMs);
        return deadlines.nextMs();
    }

    @Override
    public void settle() {
        fetches.runAwake();
        beans.look();
    }
}
