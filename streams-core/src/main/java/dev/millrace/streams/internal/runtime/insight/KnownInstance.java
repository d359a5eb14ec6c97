package dev.millrace.streams.internal.runtime.insight;

import java.util.Set;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.StreamsMetadata;
import dev.millrace.streams.state.HostInfo;

/** An instance as the leader of the group placed it. <i>Immutable.</i> */
record KnownInstance(
        HostInfo hostInfo,
        Set<String> stateStoreNames,
        Set<TopicPartition> topicPartitions,
        Set<String> standbyStateStoreNames,
        Set<TopicPartition> standbyTopicPartitions)
        implements StreamsMetadata {
    @Override
    public String host() {
        return hostInfo.host();
    }

    @Override
    public int port() {
        return hostInfo.port();
    }

    @Override
    public String toString() {
        return "StreamsMetadata {hostInfo=" + hostInfo + ", stateStoreNames=" + stateStoreNames + ", topicPartitions="
                + topicPartitions + ", standbyStateStoreNames=" + standbyStateStoreNames + ", standbyTopicPartitions="
                + standbyTopicPartitions + "}";
    }
}
