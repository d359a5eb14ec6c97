package dev.millrace.broker.api;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.common.message.StreamsGroupDescribeResponseData;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData;

import dev.millrace.broker.streamsgroup.DemandedTopic;
import dev.millrace.broker.streamsgroup.StreamsSubtopology;
import dev.millrace.broker.streamsgroup.StreamsTopology;

/** Reads topologies of the Streams protocol from requests and writes them into answers. Without state. */
final class StreamsTopologies {
    private StreamsTopologies() {}

    static StreamsTopology read(StreamsGroupHeartbeatRequestData.Topology topology) {
        return new StreamsTopology(
                topology.epoch(),
                topology.subtopologies().stream().map(StreamsTopologies::read).toList());
    }

    private static StreamsSubtopology read(StreamsGroupHeartbeatRequestData.Subtopology part) {
        return new StreamsSubtopology(
                part.subtopologyId(),
                part.sourceTopics(),
                part.sourceTopicRegex(),
                topics(part.repartitionSourceTopics()),
                new HashSet<>(part.repartitionSinkTopics()),
                topics(part.stateChangelogTopics()),
                part.copartitionGroups().stream().map(StreamsTopologies::read).toList());
    }

    private static List<DemandedTopic> topics(List<StreamsGroupHeartbeatRequestData.TopicInfo> topics) {
        return topics.stream()
                .map(topic -> new DemandedTopic(topic.name(), topic.partitions(), pairs(topic.topicConfigs())))
                .toList();
    }

    static Map<String, String> pairs(Collection<StreamsGroupHeartbeatRequestData.KeyValue> pairs) {
        Map<String, String> map = new TreeMap<>();
        pairs.forEach(pair -> map.put(pair.key(), pair.value()));
        return map;
    }

    private static StreamsSubtopology.Copartition read(StreamsGroupHeartbeatRequestData.CopartitionGroup group) {
        return new StreamsSubtopology.Copartition(
                places(group.sourceTopics()),
                places(group.sourceTopicRegex()),
                places(group.repartitionSourceTopics()));
    }

    private static List<Integer> places(List<Short> places) {
        return places.stream().map(Short::intValue).toList();
    }

    static StreamsGroupDescribeResponseData.Topology describe(StreamsTopology topology) {
        return new StreamsGroupDescribeResponseData.Topology()
                .setEpoch(topology.epoch())
                .setSubtopologies(topology.subtopologies().stream()
                        .map(StreamsTopologies::describe)
                        .toList());
    }

    private static StreamsGroupDescribeResponseData.Subtopology describe(StreamsSubtopology part) {
        return new StreamsGroupDescribeResponseData.Subtopology()
                .setSubtopologyId(part.id())
                .setSourceTopics(part.sources())
                .setRepartitionSinkTopics(
                        part.repartitionSinks().stream().sorted().toList())
                .setStateChangelogTopics(part.changelogs().stream()
                        .map(StreamsTopologies::describe)
                        .toList())
                .setRepartitionSourceTopics(part.repartitionSources().stream()
                        .map(StreamsTopologies::describe)
                        .toList());
    }

    private static StreamsGroupDescribeResponseData.TopicInfo describe(DemandedTopic topic) {
        return new StreamsGroupDescribeResponseData.TopicInfo()
                .setName(topic.name())
                .setPartitions(topic.partitions())
                .setReplicationFactor((short) 1)
                .setTopicConfigs(describe(topic.config()));
    }

    static List<StreamsGroupDescribeResponseData.KeyValue> describe(Map<String, String> pairs) {
        return new TreeMap<>(pairs)
                .entrySet().stream()
                        .map(entry -> new StreamsGroupDescribeResponseData.KeyValue()
                                .setKey(entry.getKey())
                                .setValue(entry.getValue()))
                        .toList();
    }
}
