package dev.millrace.cli.groups;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

import dev.millrace.cli.session.AdminSession;
import dev.millrace.cli.session.PartitionOffsets;

/** The ends of partitions, of which some may be deleted by now though a group has an offset for them. Without state. */
final class KnownEnds {
    private KnownEnds() {}

    /** Returns the ends by partition; partitions of topics that are not there are left out. */
    static Map<TopicPartition, Long> fetch(AdminSession session, Collection<TopicPartition> partitions) {
        Set<String> topics = session.await(session.admin().listTopics().names());
        List<TopicPartition> there = partitions.stream()
                .filter(partition -> topics.contains(partition.topic()))
                .toList();
        return PartitionOffsets.fetch(session, there, OffsetSpec.latest());
    }
}
