package dev.millrace.broker.streamsgroup;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an administrator sees of a group of the Streams protocol.
 *
 * <p>Immutable.
 *
 * @param groupId its name
 * @param state as Apache Kafka names it: Empty, NotReady, Assigning, Reconciling or Stable
 * @param epoch grows with each change that asks for new targets
 * @param targetEpoch the epoch for which the members' targets were computed
 * @param topology with patterns resolved and partitions counted; null if it was never told
 * @param members in the order of their ids
 */
public record StreamsGroupView(
        String groupId,
        String state,
        int epoch,
        int targetEpoch,
        @Nullable StreamsTopology topology,
        List<StreamsMember> members) {
    /** Copies the members. */
    public StreamsGroupView {
        members = List.copyOf(members);
    }

    static StreamsGroupView of(StreamsGroup group, long nowMs) {
        StreamsGroupHead head = group.head();
        return new StreamsGroupView(
                group.id(),
                group.state(nowMs),
                head.epoch(),
                head.targetEpoch(),
                counted(head.topology(), group.resolved()),
                List.copyOf(group.members()));
    }

    private static @Nullable StreamsTopology counted(
            @Nullable StreamsTopology topology, @Nullable ResolvedTopology resolved) {
        if (topology == null || resolved == null) {
            return topology;
        }
        List<StreamsSubtopology> parts = topology.subtopologies().stream()
                .map(part -> counted(part, resolved.parts().get(part.id())))
                .toList();
        return new StreamsTopology(topology.epoch(), parts);
    }

    private static StreamsSubtopology counted(StreamsSubtopology part, ResolvedTopology.@Nullable Part found) {
        if (found == null) {
            return part;
        }
        return new StreamsSubtopology(
                part.id(),
                List.copyOf(found.sources()),
                part.patterns(),
                found.repartitionSources(),
                part.repartitionSinks(),
                found.changelogs(),
                part.copartitions());
    }
}
