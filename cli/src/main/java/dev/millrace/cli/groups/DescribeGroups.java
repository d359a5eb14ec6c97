package dev.millrace.cli.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.TopicPartition;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.millrace.cli.output.CommandFailed;
import dev.millrace.cli.output.Table;
import dev.millrace.cli.session.AdminSession;
import dev.millrace.cli.session.SessionOptions;

/** {@code groups describe}: offsets with lag, or members, or the state. */
@Command(
        name = "describe",
        description = "Shows committed offsets with their lag, or members, or states.",
        sortOptions = false)
final class DescribeGroups implements Callable<Integer> {
    @Mixin
    private GroupSelection selection = new GroupSelection();

    @ArgGroup
    private Aspect aspect = new Aspect();

    private static final class Aspect {
        @Option(names = "--offsets", description = "Shows offsets and lag (the default).")
        private boolean offsets;

        @Option(names = "--members", description = "Shows members and what they read.")
        private boolean members;

        @Option(names = "--state", description = "Shows states, coordinators and numbers of members.")
        private boolean state;
    }

    private final SessionOptions session;

    DescribeGroups(SessionOptions session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (AdminSession admin = session.admin()) {
            List<DescribedGroup> groups = selection.select(admin).values().stream()
                    .map(listing -> GroupReader.read(admin, listing))
                    .toList();
            if (session.json()) {
                session.printer()
                        .json(groups.stream()
                                .map(group -> document(admin, group))
                                .toList());
            } else if (aspect.members) {
                session.printer().print(members(groups));
            } else if (aspect.state) {
                session.printer().print(states(groups));
            } else {
                printOffsets(admin, groups);
            }
            return 0;
        }
    }

    private void printOffsets(AdminSession admin, List<DescribedGroup> groups) {
        Table table = new Table(
                "group", "topic", "partition", "committed", "endOffset", "lag", "memberId", "host", "clientId");
        for (DescribedGroup group : groups) {
            if (group.type().equals(GroupType.SHARE.toString())) {
                throw new CommandFailed("group " + group.id()
                        + " shares its partitions, so it commits no offsets; see --members and --state");
            }
            addOffsets(admin, group, table);
            if (group.members().isEmpty()) {
                session.terminal().err().println("Group " + group.id() + " has no members now.");
            }
        }
        session.printer().print(table);
    }

    private static void addOffsets(AdminSession admin, DescribedGroup group, Table table) {
        SortedMap<TopicPartition, OffsetAndMetadata> committed = CommittedPositions.fetch(admin, group.id());
        SortedSet<TopicPartition> partitions = new TreeSet<>(CommittedPositions.ORDER);
        partitions.addAll(committed.keySet());
        group.members().forEach(member -> partitions.addAll(member.partitions()));
        Map<TopicPartition, Long> ends = KnownEnds.fetch(admin, partitions);
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = committed.get(partition);
            Long position = offset == null ? null : Long.valueOf(offset.offset());
            Long end = ends.get(partition);
            DescribedGroup.Seat reader = group.reader(partition);
            table.add(
                    group.id(),
                    partition.topic(),
                    partition.partition(),
                    position,
                    end,
                    position == null || end == null ? null : Long.valueOf(Math.max(0, end - position)),
                    reader == null ? null : reader.memberId(),
                    reader == null ? null : reader.host(),
                    reader == null ? null : reader.clientId());
        }
    }

    private static Table members(List<DescribedGroup> groups) {
        Table table =
                new Table("group", "memberId", "instanceId", "host", "clientId", "epoch", "partitions", "assignment");
        for (DescribedGroup group : groups) {
            for (DescribedGroup.Seat member : group.members()) {
                int count = member.partitions().isEmpty()
                        ? member.work().size()
                        : member.partitions().size();
                table.add(
                        group.id(),
                        member.memberId(),
                        member.instanceId(),
                        member.host(),
                        member.clientId(),
                        member.epoch(),
                        count,
                        member.work());
            }
        }
        return table;
    }

    private static Table states(List<DescribedGroup> groups) {
        Table table = new Table("group", "type", "state", "coordinator", "assignor", "epoch", "members");
        for (DescribedGroup group : groups) {
            table.add(
                    group.id(),
                    group.type(),
                    group.state(),
                    group.coordinator().host() + ":" + group.coordinator().port(),
                    group.assignor(),
                    group.epoch(),
                    group.members().size());
        }
        return table;
    }

    private static Object document(AdminSession admin, DescribedGroup group) {
        Table offsets = new Table(
                "group", "topic", "partition", "committed", "endOffset", "lag", "memberId", "host", "clientId");
        if (!group.type().equals(GroupType.SHARE.toString())) {
            addOffsets(admin, group, offsets);
        }
        List<Map<String, Object>> state = new ArrayList<>(states(List.of(group)).toJson());
        Map<String, Object> document = state.get(0);
        document.put("members", members(List.of(group)).toJson());
        document.put("offsets", offsets.toJson());
        return document;
    }
}
