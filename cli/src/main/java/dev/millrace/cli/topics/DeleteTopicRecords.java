package dev.millrace.cli.topics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.millrace.cli.output.CommandFailed;
import dev.millrace.cli.output.Table;
import dev.millrace.cli.session.AdminSession;
import dev.millrace.cli.session.PartitionOffsets;
import dev.millrace.cli.session.SessionOptions;
import dev.millrace.cli.text.TimeWords;
import dev.millrace.cli.text.TopicParts;

/** {@code topics delete-records}. */
@Command(
        name = "delete-records",
        description = "Deletes the records before an offset or a moment.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  millrace topics delete-records orders:0 --before-offset 1000",
            "  millrace topics delete-records orders --before-time 2026-01-31T00:00:00Z"
        })
final class DeleteTopicRecords implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "TOPIC[:PARTITIONS]",
            description = "Topics, or partitions of them such as orders:0-3.")
    private List<String> words = new ArrayList<>();

    @ArgGroup(multiplicity = "1")
    private Limit limit = new Limit();

    private static final class Limit {
        @Option(names = "--before-offset", paramLabel = "N", description = "First offset that is kept.")
        private @Nullable Long offset;

        @Option(
                names = "--before-time",
                paramLabel = "MOMENT",
                description = "Deletes up to the first record from then.")
        private @Nullable String time;

        @Option(names = "--all", description = "Deletes all records that are there now.")
        private boolean all;
    }

    private final SessionOptions session;

    DeleteTopicRecords(SessionOptions session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<TopicParts> parts = words.stream().map(TopicParts::parse).toList();
        try (AdminSession admin = session.admin()) {
            List<TopicPartition> partitions = partitions(admin, parts);
            Map<TopicPartition, RecordsToDelete> wanted = new HashMap<>();
            limits(admin, partitions)
                    .forEach((partition, offset) -> wanted.put(partition, RecordsToDelete.beforeOffset(offset)));
            var result = admin.awaitAll(admin.admin().deleteRecords(wanted).lowWatermarks());
            Table table = new Table("topic", "partition", "startOffset");
            partitions.forEach(partition -> table.add(
                    partition.topic(),
                    partition.partition(),
                    result.get(partition).lowWatermark()));
            session.printer().print(table);
            return 0;
        }
    }

    private Map<TopicPartition, Long> limits(AdminSession admin, List<TopicPartition> partitions) {
        if (limit.offset != null) {
            Map<TopicPartition, Long> limits = new HashMap<>();
            partitions.forEach(partition -> limits.put(partition, limit.offset));
            return limits;
        }
        Map<TopicPartition, Long> ends = PartitionOffsets.fetch(admin, partitions, OffsetSpec.latest());
        if (limit.time != null) {
            OffsetSpec since = OffsetSpec.forTimestamp(TimeWords.moment(limit.time));
            PartitionOffsets.fetch(admin, partitions, since).forEach((partition, offset) -> {
                if (offset >= 0) {
                    ends.put(partition, offset);
                }
            });
        }
        return ends;
    }

    private static List<TopicPartition> partitions(AdminSession admin, List<TopicParts> parts) {
        TopicSelection.existing(admin, parts.stream().map(TopicParts::topic).toList(), false);
        List<TopicPartition> partitions = new ArrayList<>();
        for (TopicParts part : parts) {
            List<Integer> there = DescribeTopics.fetch(admin, List.of(part.topic())).get(0).partitions().stream()
                    .map(TopicPartitionInfo::partition)
                    .sorted(Comparator.naturalOrder())
                    .toList();
            for (int number : part.partitions().isEmpty() ? there : part.partitions()) {
                if (!there.contains(number)) {
                    throw new CommandFailed("topic " + part.topic() + " has no partition " + number + ", only "
                            + there.size() + " partitions");
                }
                partitions.add(new TopicPartition(part.topic(), number));
            }
        }
        return partitions;
    }
}
