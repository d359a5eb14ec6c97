package dev.millrace.cli.groups;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.apache.kafka.clients.admin.ClassicGroupDescription;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.ShareGroupDescription;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.clients.admin.StreamsGroupMemberAssignment.TaskIds;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.TopicPartition;

import dev.millrace.cli.session.AdminSession;

/** Asks for the status of groups, each kind with its own request. Without state. */
final class GroupReader {
    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);
    private static final Set<String> CONSUMERS = Set.of("", "consumer");

    private GroupReader() {}

    /** Returns the status of a group that the list of groups names. */
    static DescribedGroup read(AdminSession session, GroupListing listing) {
        String id = listing.groupId();
        List<String> ids = List.of(id);
        GroupType type = listing.type().orElse(GroupType.CLASSIC);
        if (type == GroupType.STREAMS) {
            return of(session.await(
                    session.admin().describeStreamsGroups(ids).describedGroups().get(id)));
        }
        if (type == GroupType.SHARE) {
            return of(session.await(
                    session.admin().describeShareGroups(ids).describedGroups().get(id)));
        }
        if (CONSUMERS.contains(listing.protocol())) {
            return of(session.await(session.admin()
                    .describeConsumerGroups(ids)
                    .describedGroups()
                    .get(id)));
        }
        return of(session.await(
                session.admin().describeClassicGroups(ids).describedGroups().get(id)));
    }

    private static DescribedGroup of(ConsumerGroupDescription group) {
        return new DescribedGroup(
                group.groupId(),
                group.type().toString(),
                group.groupState().toString(),
                group.partitionAssignor(),
                group.groupEpoch().orElse(null),
                group.coordinator(),
                seats(group.members()));
    }

    private static DescribedGroup of(ClassicGroupDescription group) {
        return new DescribedGroup(
                group.groupId(),
                GroupType.CLASSIC.toString(),
                group.state().toString(),
                group.protocolData(),
                null,
                group.coordinator(),
                seats(group.members()));
    }

    private static List<DescribedGroup.Seat> seats(Collection<MemberDescription> members) {
        return members.stream()
                .map(member -> seat(
                        member,
                        member.assignment().topicPartitions().stream()
                                .sorted(ORDER)
                                .toList()))
                .toList();
    }

    private static DescribedGroup.Seat seat(MemberDescription member, List<TopicPartition> partitions) {
        return new DescribedGroup.Seat(
                member.consumerId(),
                member.groupInstanceId().orElse(null),
                member.clientId(),
                member.host(),
                member.memberEpoch().orElse(null),
                partitions,
                words(partitions));
    }

    private static DescribedGroup of(ShareGroupDescription group) {
        List<DescribedGroup.Seat> seats = group.members().stream()
                .map(member -> new DescribedGroup.Seat(
                        member.consumerId(),
                        null,
                        member.clientId(),
                        member.host(),
                        member.memberEpoch(),
                        List.of(),
                        words(member.assignment().topicPartitions().stream()
                                .sorted(ORDER)
                                .toList())))
                .toList();
        return new DescribedGroup(
                group.groupId(),
                GroupType.SHARE.toString(),
                group.groupState().toString(),
                null,
                group.groupEpoch(),
                group.coordinator(),
                seats);
    }

    private static DescribedGroup of(StreamsGroupDescription group) {
        List<DescribedGroup.Seat> seats = group.members().stream()
                .map(member -> new DescribedGroup.Seat(
                        member.memberId(),
                        member.instanceId().orElse(null),
                        member.clientId(),
                        member.clientHost(),
                        member.memberEpoch(),
                        List.of(),
                        tasks(member)))
                .toList();
        return new DescribedGroup(
                group.groupId(),
                GroupType.STREAMS.toString(),
                group.groupState().toString(),
                null,
                group.groupEpoch(),
                group.coordinator(),
                seats);
    }

    private static List<String> tasks(StreamsGroupMemberDescription member) {
        List<String> tasks = new ArrayList<>();
        member.assignment().activeTasks().forEach(ids -> add("", ids, tasks));
        member.assignment().standbyTasks().forEach(ids -> add("standby ", ids, tasks));
        member.assignment().warmupTasks().forEach(ids -> add("warm-up ", ids, tasks));
        return tasks;
    }

    private static void add(String role, TaskIds ids, List<String> tasks) {
        ids.partitions().stream()
                .sorted()
                .forEach(partition -> tasks.add(role + ids.subtopologyId() + "_" + partition));
    }

    private static List<String> words(List<TopicPartition> partitions) {
        Map<String, List<String>> byTopic = new TreeMap<>();
        for (TopicPartition partition : partitions) {
            byTopic.computeIfAbsent(partition.topic(), topic -> new ArrayList<>())
                    .add(Integer.toString(partition.partition()));
        }
        return byTopic.entrySet().stream()
                .map(entry -> entry.getKey() + "(" + String.join(",", entry.getValue()) + ")")
                .toList();
    }
}
