package dev.millrace.streams.internal.runtime.commit;

import java.util.Map;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How offsets reach the consumer group: the stream thread's consumer, or whatever a test puts there. */
@FunctionalInterface
public interface OffsetCommitter {
    /**
     * Records {@code offsets} as the group's positions and returns when that is acknowledged.
     *
     * @param offsets the next offset to read for each partition, exclusive of what was processed; empty only if
     *     something else is committed with them
     * @throws org.apache.kafka.common.errors.TimeoutException if nobody answered in time: the commit may be tried again
     */
    void commit(Map<TopicPartition, OffsetAndMetadata> offsets);
}
