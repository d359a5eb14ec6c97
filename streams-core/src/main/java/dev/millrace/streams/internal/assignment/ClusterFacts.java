package dev.millrace.streams.internal.assignment;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.TaskAssignmentException;

import static java.util.Objects.requireNonNull;

/** What the leader asks the cluster before it places tasks, one request each. <i>Confined to the stream thread.</i> */
public final class ClusterFacts {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterFacts.class);

    private final Admin admin;

    /** Facts that {@code admin} gets, which stays the caller's. */
    public ClusterFacts(Admin admin) {
        this.admin = requireNonNull(admin, "admin");
    }

    /**
     * The ends of {@code partitions}, exclusive.
     *
     * @throws TaskAssignmentException if the cluster does not tell
     */
    Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        ListOffsetsResult answers = admin.listOffsets(latest);
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (TopicPartition partition : partitions) {
            try {
                ends.put(partition, get(answers.partitionResult(partition)).offset());
            } catch (ExecutionException failed) {
                throw new TaskAssignmentException("The end of changelog " + partition + " cannot be told", failed);
            }
        }
        return ends;
    }

    /** The racks of the brokers that have each partition of {@code topics}; where the cluster does not tell, none. */
    Map<TopicPartition, Set<String>> racks(Collection<String> topics) {
        Map<TopicPartition, Set<String>> racks = new HashMap<>();
        if (topics.isEmpty()) {
            return racks;
        }
        admin.describeTopics(topics).topicNameValues().forEach((topic, answer) -> {
            try {
                TopicDescription description = get(answer);
                for (TopicPartitionInfo partition : description.partitions()) {
                    racks.put(new TopicPartition(topic, partition.partition()), racksOf(partition.replicas()));
                }
            } catch (ExecutionException failed) {
                LOG.warn("Where topic {} is cannot be told", topic, failed);
            }
        });
        return racks;
    }

    /** The racks of {@code nodes}, as far as they say. */
    static Set<String> racksOf(Collection<Node> nodes) {
        Set<String> racks = new HashSet<>();
        for (Node node : nodes) {
            if (node.hasRack()) {
                racks.add(node.rack());
            }
        }
        return racks;
    }

    private static <T> T get(KafkaFuture<T> answer) throws ExecutionException {
        try {
            return answer.get();
        } catch (InterruptedException stop) {
            throw new InterruptException(stop);
        }
    }
}
