package dev.millrace.cli.groups;

import java.util.List;

import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A group of any kind as it is now.
 *
 * @param id the group
 * @param type {@code Classic}, {@code Consumer}, {@code Streams} or {@code Share}
 * @param state its state by the name of the protocol
 * @param assignor who spreads the work; null if that is not told
 * @param epoch of the group; null if its kind has none
 * @param coordinator which broker coordinates it
 * @param members who is in it
 */
record DescribedGroup(
        String id,
        String type,
        String state,
        @Nullable String assignor,
        @Nullable Integer epoch,
        Node coordinator,
        List<Seat> members) {

    DescribedGroup {
        members = List.copyOf(members);
    }

    /**
     * A member.
     *
     * @param memberId the member
     * @param instanceId its static name; null for a dynamic member
     * @param clientId what the client calls itself
     * @param host where it is
     * @param epoch of the member; null if its kind has none
     * @param partitions what it reads; empty for streams, whose members have tasks
     * @param work the same in words
     */
    record Seat(
            String memberId,
            @Nullable String instanceId,
            String clientId,
            String host,
            @Nullable Integer epoch,
            List<TopicPartition> partitions,
            List<String> work) {

        Seat {
            partitions = List.copyOf(partitions);
            work = List.copyOf(work);
        }
    }

    /** Returns the member that reads a partition; null if none does. */
    @Nullable
    Seat reader(TopicPartition partition) {
        return members.stream()
                .filter(member -> member.partitions().contains(partition))
                .findFirst()
                .orElse(null);
    }
}
