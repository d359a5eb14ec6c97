package dev.millrace.cli.records;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Where to begin in each partition and where to stop.
 *
 * <p><em>Confined to the thread of the command.</em>
 */
final class PartitionBounds {
    private final Consumer<byte[], byte[]> consumer;
    private final ReadingPlan plan;
    private final Map<TopicPartition, Long> stops = new HashMap<>();

    PartitionBounds(Consumer<byte[], byte[]> consumer, ReadingPlan plan) {
        this.consumer = consumer;
        this.plan = plan;
    }

    /** Goes to the begin of partitions that are read without a group. */
    void seek(Collection<TopicPartition> partitions) {
        StartPoint start = plan.start();
        if (start instanceof StartPoint.Beginning || start instanceof StartPoint.Stored) {
            consumer.seekToBeginning(partitions);
        } else if (start instanceof StartPoint.End) {
            consumer.endOffsets(partitions).forEach(consumer::seek);
        } else if (start instanceof StartPoint.At at) {
            partitions.forEach(partition -> consumer.seek(partition, at.offset()));
        } else if (start instanceof StartPoint.Last last) {
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            consumer.endOffsets(partitions)
                    .forEach((partition, end) ->
                            consumer.seek(partition, Math.max(begins.get(partition), end - last.count())));
        } else if (start instanceof StartPoint.Since since) {
            firstAtOrAfter(since.timestampMs(), partitions).forEach(consumer::seek);
        }
    }

    /** Notes where to stop in partitions that are now read. */
    void bound(Collection<TopicPartition> partitions) {
        if (plan.exitAtEnd()) {
            stops.putAll(consumer.endOffsets(partitions));
        }
        if (plan.untilMs() != null) {
            firstAtOrAfter(plan.untilMs(), partitions)
                    .forEach((partition, offset) -> stops.merge(partition, offset, Math::min));
        }
    }

    private Map<TopicPartition, Long> firstAtOrAfter(long timestampMs, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, timestampMs));
        Map<TopicPartition, Long> offsets = new HashMap<>(consumer.endOffsets(partitions));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(wanted);
        found.forEach((partition, place) -> {
            if (place != null) {
                offsets.put(partition, place.offset());
            }
        });
        return offsets;
    }

    /** Returns whether a record is still wanted. */
    boolean includes(TopicPartition partition, long offset) {
        return offset < stops.getOrDefault(partition, Long.MAX_VALUE);
    }

    /** Stops reading partitions of which all was read that is wanted, and returns whether none is left. */
    boolean allRead() {
        Set<TopicPartition> done = new HashSet<>();
        for (TopicPartition partition : consumer.assignment()) {
            if (stops.containsKey(partition) && consumer.position(partition) >= stops.get(partition)) {
                done.add(partition);
            }
        }
        consumer.pause(done);
        return plan.bounded()
                && !consumer.assignment().isEmpty()
                && done.size() == consumer.assignment().size();
    }
}
