package dev.millrace.cli.groups;

import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import dev.millrace.cli.session.AdminSession;

/** The offsets that a group has committed. Without state. */
final class CommittedPositions {
    static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private CommittedPositions() {}

    /** Returns them by partition, sorted; partitions without one are left out. */
    static SortedMap<TopicPartition, OffsetAndMetadata> fetch(AdminSession session, String group) {
        SortedMap<TopicPartition, OffsetAndMetadata> committed = new TreeMap<>(ORDER);
        Map<TopicPartition, OffsetAndMetadata> answer =
                session.await(session.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        answer.forEach((partition, offset) -> {
            if (offset != null) {
                committed.put(partition, offset);
            }
        });
        return committed;
    }
}
