package dev.millrace.streams.internal.runtime.input;

import java.util.OptionalLong;

import org.apache.kafka.common.TopicPartition;

/** What a consumer knows about the records it has not fetched yet. <i>Called by the owner of the task.</i> */
@FunctionalInterface
public interface PartitionLags {
    /** Records in {@code partition} after the consumer's position; empty if it does not know yet. */
    OptionalLong lagOf(TopicPartition partition);
}
