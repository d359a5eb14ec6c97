package dev.millrace.streams.processor.assignment;

import java.util.Optional;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;

/** A partition that a task reads or logs to. <i>Read-only.</i> */
public interface TaskTopicPartition {
    /** Which partition. */
    TopicPartition topicPartition();

    /** Whether the task reads it as input; it may be a changelog as well. */
    boolean isSource();

    /** Whether a store of the task is restored from it. */
    boolean isChangelog();

    /** The racks of the brokers that have it, asked from the cluster when first needed; empty if it does not tell. */
    Optional<Set<String>> rackIds();
}
