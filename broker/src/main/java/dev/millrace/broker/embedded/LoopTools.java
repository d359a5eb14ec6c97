package dev.millrace.broker.embedded;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.broker.network.LoopMailbox;
import dev.millrace.broker.parking.DeadlineQueue;
import dev.millrace.broker.parking.ParkedRequests;

/**
 * What the event loop works through besides the sockets.
 *
 * @param mailbox what other threads want done
 * @param deadlines what is to be done at some time
 * @param fetches fetches that wait for records, by partition
 */
record LoopTools(LoopMailbox mailbox, DeadlineQueue deadlines, ParkedRequests<TopicPartition> fetches) {

    /** Returns new ones with nothing to do. */
    static LoopTools make() {
        DeadlineQueue deadlines = new DeadlineQueue();
        return new LoopTools(new LoopMailbox(), deadlines, new ParkedRequests<>(deadlines));
    }
}
