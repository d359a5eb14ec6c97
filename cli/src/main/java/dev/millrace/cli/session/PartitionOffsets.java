package dev.millrace.cli.session;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where partitions begin and end.
 *
 * @param starts first offsets, inclusive
 * @param ends offsets of the next record
 */
public record PartitionOffsets(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {

    /** Asks the broker for both. */
    public static PartitionOffsets fetch(AdminSession session, Collection<TopicPartition> partitions) {
        return new PartitionOffsets(
                fetch(session, partitions, OffsetSpec.earliest()), fetch(session, partitions, OffsetSpec.latest()));
    }

    /**
     * Asks the broker for one offset in each partition.
     *
     * @param what which
     * @return the offsets; -1 where no record fits
     */
    public static Map<TopicPartition, Long> fetch(
            AdminSession session, Collection<TopicPartition> partitions, OffsetSpec what) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, what));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        if (!wanted.isEmpty()) {
            Map<TopicPartition, ListOffsetsResultInfo> found =
                    session.await(session.admin().listOffsets(wanted).all());
            found.forEach((partition, info) -> offsets.put(partition, info.offset()));
        }
        return offsets;
    }

    /** Returns the first offset of a partition; null if it was not asked for. */
    public @Nullable Long start(TopicPartition partition) {
        return starts.get(partition);
    }

    /** Returns the end of a partition; null if nobody asked for it. */
    public @Nullable Long end(TopicPartition partition) {
        return ends.get(partition);
    }
}
