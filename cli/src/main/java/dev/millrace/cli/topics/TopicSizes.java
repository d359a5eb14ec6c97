package dev.millrace.cli.topics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.cli.session.AdminSession;

/**
 * The bytes of partitions on disk, the largest replica of each.
 *
 * @param bytes by partition
 */
record TopicSizes(Map<TopicPartition, Long> bytes) {

    /** Asks all brokers. */
    static TopicSizes fetch(AdminSession session) {
        List<Integer> brokers = session.await(session.admin().describeCluster().nodes()).stream()
                .map(Node::id)
                .toList();
        Map<TopicPartition, Long> bytes = new HashMap<>();
        session.await(session.admin().describeLogDirs(brokers).allDescriptions())
                .values()
                .forEach(directories -> directories.values().forEach(directory -> take(directory, bytes)));
        return new TopicSizes(bytes);
    }

    private static void take(LogDirDescription directory, Map<TopicPartition, Long> bytes) {
        directory.replicaInfos().forEach((partition, replica) -> bytes.merge(partition, replica.size(), Math::max));
    }

    /** Returns the bytes of a partition; null if no broker tells. */
    @Nullable
    Long of(TopicPartition partition) {
        return bytes.get(partition);
    }

    /** Returns the bytes of all partitions of a topic. */
    long ofTopic(String topic) {
        return bytes.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
