package dev.millrace.cli.groups;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import dev.millrace.cli.output.WrongUsage;
import dev.millrace.cli.session.AdminSession;
import dev.millrace.cli.session.PartitionOffsets;
import dev.millrace.cli.text.TimeWords;

/**
 * Where offsets are to be set to; one of its options is given.
 *
 * <p><em>Confined to the thread of the command; filled by the parser.</em>
 */
final class ResetTarget {
    @Option(names = "--to-earliest", description = "To the first record there is.")
    private boolean earliest;

    @Option(names = "--to-latest", description = "To the end.")
    private boolean latest;

    @Option(names = "--to-current", description = "To what is committed; to the end where nothing is.")
    private boolean current;

    @Option(names = "--to-offset", paramLabel = "N", description = "To an offset.")
    private @Nullable Long offset;

    @Option(names = "--shift-by", paramLabel = "N", description = "By so many offsets forward, or back if negative.")
    private @Nullable Long shift;

    @Option(names = "--to-datetime", paramLabel = "MOMENT", description = "To the first record from then on.")
    private @Nullable String moment;

    @Option(
            names = "--by-duration",
            paramLabel = "TIME",
            description = "To the first record not older than this, such as 2h or PT2H.")
    private @Nullable String age;

    /**
     * Computes the offsets. One beyond the begin or the end of its partition becomes the begin or the end.
     *
     * @param committed what the group has committed
     * @param now the time that an age counts from
     * @throws WrongUsage if the option makes no sense, or a shift has nothing to begin with
     */
    SortedMap<TopicPartition, Long> offsets(
            AdminSession session,
            Collection<TopicPartition> partitions,
            Map<TopicPartition, OffsetAndMetadata> committed,
            Instant now) {
        PartitionOffsets bounds = PartitionOffsets.fetch(session, partitions);
        Map<TopicPartition, Long> timed = moment == null && age == null ? Map.of() : atTime(session, partitions, now);
        ToLongFunction<TopicPartition> target = partition -> wanted(partition, bounds, committed, timed);
        SortedMap<TopicPartition, Long> offsets = new TreeMap<>(CommittedPositions.ORDER);
        for (TopicPartition partition : partitions) {
            long first = bounds.starts().get(partition);
            long end = bounds.ends().get(partition);
            offsets.put(partition, Math.min(end, Math.max(first, target.applyAsLong(partition))));
        }
        return offsets;
    }

    private long wanted(
            TopicPartition partition,
            PartitionOffsets bounds,
            Map<TopicPartition, OffsetAndMetadata> committed,
            Map<TopicPartition, Long> timed) {
        long end = bounds.ends().get(partition);
        OffsetAndMetadata present = committed.get(partition);
        if (earliest) {
            return bounds.starts().get(partition);
        }
        if (offset != null) {
            return offset;
        }
        if (shift != null) {
            if (present == null) {
                throw new WrongUsage("--shift-by needs a committed offset, but there is none for " + partition);
            }
            return present.offset() + shift;
        }
        if (current) {
            return present == null ? end : present.offset();
        }
        long found = timed.getOrDefault(partition, -1L);
        return latest || found < 0 ? end : found;
    }

    private Map<TopicPartition, Long> atTime(AdminSession session, Collection<TopicPartition> partitions, Instant now) {
        long timestampMs =
                moment == null ? now.minus(TimeWords.duration(age)).toEpochMilli() : TimeWords.moment(moment);
        return PartitionOffsets.fetch(session, partitions, OffsetSpec.forTimestamp(timestampMs));
    }
}
