package dev.millrace.streams.internal.assignment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * In which racks the partitions of an application are: as the consumer's metadata has it, and for all topics that it
 * does not have, asked from the cluster once somebody wants to know. <i>Confined to one assignment.</i>
 */
final class PartitionRacks {
    private final ClusterFacts cluster;
    private final Set<String> unknown = new TreeSet<>();
    private final Map<TopicPartition, Set<String>> racks = new HashMap<>();

    /** The racks of the partitions of {@code topics}. */
    PartitionRacks(Cluster metadata, Set<String> topics, ClusterFacts cluster) {
        this.cluster = cluster;
        for (String topic : topics) {
            List<PartitionInfo> partitions = metadata.partitionsForTopic(topic);
            if (partitions.isEmpty()) {
                unknown.add(topic);
            }
            for (PartitionInfo partition : partitions) {
                racks.put(
                        new TopicPartition(topic, partition.partition()),
                        ClusterFacts.racksOf(List.of(partition.replicas())));
            }
        }
    }

    /** The racks of {@code partition}; empty if the cluster tells none. */
    Optional<Set<String>> of(TopicPartition partition) {
        if (!racks.containsKey(partition)) {
            racks.putAll(cluster.racks(unknown));
            unknown.clear();
        }
        return Optional.ofNullable(racks.get(partition)).filter(some -> !some.isEmpty());
    }
}
