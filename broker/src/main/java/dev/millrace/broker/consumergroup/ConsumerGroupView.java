package dev.millrace.broker.consumergroup;

import java.util.List;

/**
 * What an administrator sees of a group of the consumer protocol.
 *
 * <p>Immutable.
 *
 * @param groupId its name
 * @param state as Apache Kafka names it: Empty, Assigning, Reconciling or Stable
 * @param epoch grows with each change that asks for new targets
 * @param targetEpoch the epoch for which the members' targets were computed
 * @param assignor by which partitions are shared out
 * @param members in the order of their ids
 */
public record ConsumerGroupView(
        String groupId, String state, int epoch, int targetEpoch, String assignor, List<ConsumerMember> members) {
    /** Copies the members. */
    public ConsumerGroupView {
        members = List.copyOf(members);
    }

    static ConsumerGroupView of(ConsumerGroup group, String standardAssignor) {
        return new ConsumerGroupView(
                group.id(),
                group.state(),
                group.head().epoch(),
                group.head().targetEpoch(),
                PreferredAssignor.name(group.members(), standardAssignor),
                List.copyOf(group.members()));
    }
}
