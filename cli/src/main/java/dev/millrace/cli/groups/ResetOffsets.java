package dev.millrace.cli.groups;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.Callable;

import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.millrace.cli.output.CommandFailed;
import dev.millrace.cli.output.Table;
import dev.millrace.cli.output.WrongUsage;
import dev.millrace.cli.session.AdminSession;
import dev.millrace.cli.session.SessionOptions;

/** {@code groups reset-offsets}: shows what would be committed, and commits it only on demand. */
@Command(
        name = "reset-offsets",
        description = "Sets committed offsets of a group without members. Without --execute it only shows them.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  millrace groups reset-offsets readers --all-topics --to-datetime 2026-01-31T00:00:00Z",
            "  millrace groups reset-offsets readers --topic orders:0 --shift-by -10 --execute"
        })
final class ResetOffsets implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "GROUP", description = "Id of the group.")
    private @Nullable String word;

    @Option(names = "--group", paramLabel = "GROUP", description = "The same as GROUP.")
    private @Nullable String option;

    @Mixin
    private PartitionScope scope = new PartitionScope();

    @ArgGroup(multiplicity = "1", heading = "Where to:%n")
    private ResetTarget target = new ResetTarget();

    @ArgGroup
    private Mode mode = new Mode();

    private static final class Mode {
        @Option(names = "--execute", description = "Commits the offsets.")
        private boolean execute;

        @Option(names = "--dry-run", description = "Only shows the offsets (the default).")
        private boolean dryRun;
    }

    private final SessionOptions session;

    ResetOffsets(SessionOptions session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String group = option == null ? word : option;
        if (group == null) {
            throw new WrongUsage("which group? give an id");
        }
        try (AdminSession admin = session.admin()) {
            check(group, GroupSelection.list(admin).get(group));
            SortedSet<TopicPartition> partitions = scope.of(admin, group);
            SortedMap<TopicPartition, OffsetAndMetadata> committed = CommittedPositions.fetch(admin, group);
            Instant now = session.terminal().clock().instant();
            SortedMap<TopicPartition, Long> offsets = target.offsets(admin, partitions, committed, now);
            if (mode.execute && !offsets.isEmpty()) {
                Map<TopicPartition, OffsetAndMetadata> wanted = new HashMap<>();
                offsets.forEach((partition, offset) -> wanted.put(partition, new OffsetAndMetadata(offset)));
                admin.await(
                        admin.admin().alterConsumerGroupOffsets(group, wanted).all());
            }
            show(group, committed, offsets);
            return 0;
        }
    }

    private void show(
            String group, Map<TopicPartition, OffsetAndMetadata> committed, SortedMap<TopicPartition, Long> offsets) {
        Table table = new Table("group", "topic", "partition", "committed", "newOffset");
        offsets.forEach((partition, offset) -> {
            OffsetAndMetadata present = committed.get(partition);
            Long position = present == null ? null : Long.valueOf(present.offset());
            table.add(group, partition.topic(), partition.partition(), position, offset);
        });
        session.printer().print(table);
        if (!mode.execute) {
            session.terminal().err().println("Nothing was changed; --execute commits these offsets.");
        }
    }

    /** A group that does not exist is made by its first offset, as in Apache Kafka. */
    private static void check(String group, @Nullable GroupListing listing) {
        if (listing == null) {
            return;
        }
        if (listing.type().orElse(GroupType.CLASSIC) == GroupType.SHARE) {
            throw new CommandFailed("group " + group + " is a share group; only offsets of others can be reset");
        }
        GroupState state = listing.groupState().orElse(GroupState.UNKNOWN);
        if (state != GroupState.EMPTY && state != GroupState.DEAD) {
            throw new CommandFailed("group " + group + " has members (its state is " + state
                    + "); stop them before its offsets are reset");
        }
    }
}
