package dev.millrace.streams.internal.output.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of one topic, and which of them a record without partition takes. <i>Confined to the stream thread.</i>
 */
final class TopicLanes {
    private final String topic;
    private final WireSettings settings;
    private final BufferPool pool;
    private final AttendedClock clock;
    private final RandomGenerator random;
    private final List<PartitionLane> lanes = new ArrayList<>();
    private int partitionCount;
    private int sticky = -1;

    TopicLanes(String topic, WireSettings settings, BufferPool pool, AttendedClock clock, RandomGenerator random) {
        this.topic = topic;
        this.settings = settings;
        this.pool = pool;
        this.clock = clock;
        this.random = random;
    }

    String topic() {
        return topic;
    }

    /** How many partitions the topic has; 0 while that is not known. */
    int partitionCount() {
        return partitionCount;
    }

    /** Takes over what is known about the topic. */
    void learn(Cluster cluster) {
        List<PartitionInfo> partitions = cluster.partitionsForTopic(topic);
        partitionCount = partitions.size();
        for (PartitionLane lane : lanes) {
            lane.leader(null);
        }
        while (lanes.size() < partitionCount) {
            lanes.add(new PartitionLane(new TopicPartition(topic, lanes.size()), settings, pool, clock));
        }
        for (PartitionInfo partition : partitions) {
            if (partition.partition() < lanes.size()) {
                lanes.get(partition.partition()).leader(partition.leader());
            }
        }
    }

    /** The lane of {@code partition}, which must be one of the topic's. */
    PartitionLane lane(int partition) {
        return lanes.get(partition);
    }

    /** The lane for a record with {@code key}: the same for equal keys; else one that stays until its batch is full. */
    PartitionLane choose(byte @Nullable [] key) {
        if (key != null) {
            return lanes.get(BuiltInPartitioner.partitionForKey(key, partitionCount));
        }
        if (sticky < 0 || sticky >= partitionCount || isFull(lanes.get(sticky))) {
            sticky = anyAvailable();
        }
        return lanes.get(sticky);
    }

    private boolean isFull(PartitionLane lane) {
        int filling = lane.fillingBytes();
        return filling == 0 || filling >= settings.batchBytes() || lane.leader() == null;
    }

    private int anyAvailable() {
        List<PartitionLane> available = lanes.subList(0, partitionCount).stream()
                .filter(lane -> lane.leader() != null)
                .toList();
        List<PartitionLane> choice = available.isEmpty() ? lanes.subList(0, partitionCount) : available;
        PartitionLane chosen = choice.get(random.nextInt(choice.size()));
        if (settings.adaptive()) {
            PartitionLane other = choice.get(random.nextInt(choice.size()));
            if (other.backlogBytes() < chosen.backlogBytes()) {
                chosen = other;
            }
        }
        return chosen.partition().partition();
    }
}
