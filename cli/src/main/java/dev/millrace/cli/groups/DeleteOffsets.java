package dev.millrace.cli.groups;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.Callable;

import org.apache.kafka.clients.admin.DeleteConsumerGroupOffsetsResult;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.millrace.cli.output.CommandFailed;
import dev.millrace.cli.output.Table;
import dev.millrace.cli.output.WrongUsage;
import dev.millrace.cli.session.AdminSession;
import dev.millrace.cli.session.SessionOptions;

/** {@code groups delete-offsets}. */
@Command(
        name = "delete-offsets",
        description = "Deletes committed offsets of topics that the group does not read now.",
        sortOptions = false)
final class DeleteOffsets implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "GROUP", description = "Id of the group.")
    private @Nullable String word;

    @Option(names = "--group", paramLabel = "GROUP", description = "The same as GROUP.")
    private @Nullable String option;

    @Mixin
    private PartitionScope scope = new PartitionScope();

    private final SessionOptions session;

    DeleteOffsets(SessionOptions session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String group = option == null ? word : option;
        if (group == null) {
            throw new WrongUsage("which group? give an id");
        }
        try (AdminSession admin = session.admin()) {
            if (!GroupSelection.list(admin).containsKey(group)) {
                throw new CommandFailed("there is no group " + group);
            }
            SortedSet<TopicPartition> partitions = scope.of(admin, group);
            DeleteConsumerGroupOffsetsResult result = admin.admin().deleteConsumerGroupOffsets(group, partitions);
            Map<TopicPartition, KafkaFuture<Void>> futures = new HashMap<>();
            partitions.forEach(partition -> futures.put(partition, result.partitionResult(partition)));
            Map<TopicPartition, String> failures = admin.failures(futures);
            show(group, partitions, failures);
            if (!failures.isEmpty()) {
                throw new CommandFailed(failures.size() + " of " + partitions.size() + " offsets were not deleted: "
                        + failures.values().iterator().next());
            }
            return 0;
        }
    }

    private void show(String group, SortedSet<TopicPartition> partitions, Map<TopicPartition, String> failures) {
        Table table = new Table("group", "topic", "partition", "deleted", "reason");
        partitions.forEach(partition -> table.add(
                group,
                partition.topic(),
                partition.partition(),
                !failures.containsKey(partition),
                failures.get(partition)));
        session.printer().print(table);
    }
}
