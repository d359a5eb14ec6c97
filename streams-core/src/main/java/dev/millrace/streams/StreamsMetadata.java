package dev.millrace.streams;

import java.util.Set;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.state.HostInfo;

/** What an instance of the application has, as the group agreed last. <i>Immutable;</i> equal if its contents are. */
public interface StreamsMetadata {
    /** Its {@code application.server}. */
    HostInfo hostInfo();

    /** Stores of the tasks it runs, and global ones. */
    Set<String> stateStoreNames();

    /** The input of the tasks it runs. */
    Set<TopicPartition> topicPartitions();

    /** The input of the tasks it keeps a copy of. */
    Set<TopicPartition> standbyTopicPartitions();

    /** Stores of the tasks it keeps a copy of. */
    Set<String> standbyStateStoreNames();

    /** Host part of {@link #hostInfo()}. */
    String host();

    /** Port part of {@link #hostInfo()}. */
    int port();

    @Override
    boolean equals(Object o);

    @Override
    int hashCode();
}
