package dev.millrace.streams.internal.assignment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.apache.kafka.clients.consumer.internals.StreamsRebalanceData;
import org.apache.kafka.clients.consumer.internals.StreamsRebalanceData.EndpointPartitions;
import org.apache.kafka.clients.consumer.internals.StreamsRebalanceData.TopicInfo;
import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.state.HostInfo;

/** Our topology in the words of the client library, and its answers in ours. Without state. */
final class BrokerTopology {
    private BrokerTopology() {}

    /** Returns the sub-topologies as the broker is told of them, by their number. */
    static Map<String, StreamsRebalanceData.Subtopology> of(List<SubtopologyTopics> topics, int replicationFactor) {
        Optional<Short> replicas = replicationFactor < 0 ? Optional.empty() : Optional.of((short) replicationFactor);
        Map<String, StreamsRebalanceData.Subtopology> all = new TreeMap<>();
        topics.forEach(subtopology -> all.put(Integer.toString(subtopology.number()), of(subtopology, replicas)));
        return all;
    }

    private static StreamsRebalanceData.Subtopology of(SubtopologyTopics topics, Optional<Short> replicas) {
        Set<String> users = new HashSet<>(topics.sources());
        users.removeAll(topics.repartitions().keySet());
        Map<String, TopicInfo> repartitions = new HashMap<>();
        topics.repartitions().forEach((name, count) -> repartitions.put(name, info(name, count, replicas, topics)));
        Map<String, TopicInfo> changelogs = new HashMap<>();
        topics.changelogs().forEach(name -> changelogs.put(name, info(name, OptionalInt.empty(), replicas, topics)));
        return new StreamsRebalanceData.Subtopology(
                users, topics.sinks(), repartitions, changelogs, new ArrayList<>(topics.copartitioned()));
    }

    private static TopicInfo info(
            String name, OptionalInt partitions, Optional<Short> replicas, SubtopologyTopics topics) {
        Optional<Integer> count = partitions.isPresent() ? Optional.of(partitions.getAsInt()) : Optional.empty();
        return new TopicInfo(count, replicas, topics.topicConfigs().getOrDefault(name, Map.of()));
    }

    /** Returns where this instance can be asked; nothing if {@code endpoint} is empty. */
    static Optional<StreamsRebalanceData.HostInfo> host(String endpoint) {
        return Optional.of(endpoint)
                .filter(text -> !text.isEmpty())
                .map(HostInfo::buildFromEndpoint)
                .map(host -> new StreamsRebalanceData.HostInfo(host.host(), host.port()));
    }

    static Set<TaskId> ours(Collection<StreamsRebalanceData.TaskId> tasks) {
        Set<TaskId> ours = new TreeSet<>();
        tasks.forEach(task -> ours.add(new TaskId(Integer.parseInt(task.subtopologyId()), task.partitionId())));
        return ours;
    }

    /** Returns who has what; the numbers of partitions follow from what all of them have. */
    static GroupLayout layout(
            Map<StreamsRebalanceData.HostInfo, EndpointPartitions> hosts, List<SubtopologyTopics> topics) {
        List<GroupLayout.Place> places = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        hosts.forEach((host, partitions) -> {
            places.add(new GroupLayout.Place(
                    host.host() + ":" + host.port(),
                    tasks(partitions.activePartitions(), topics),
                    tasks(partitions.standbyPartitions(), topics)));
            partitions
                    .activePartitions()
                    .forEach(partition -> counts.merge(partition.topic(), partition.partition() + 1, Math::max));
        });
        return new GroupLayout(places, counts);
    }

    private static Set<TaskId> tasks(List<TopicPartition> partitions, List<SubtopologyTopics> topics) {
        Set<TaskId> tasks = new HashSet<>();
        for (TopicPartition partition : partitions) {
            SubtopologyTopics.readerOf(partition.topic(), topics)
                    .ifPresent(reader -> tasks.add(new TaskId(reader.number(), partition.partition())));
        }
        return tasks;
    }
}
