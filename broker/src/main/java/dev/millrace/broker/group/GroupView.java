package dev.millrace.broker.group;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.millrace.broker.consumergroup.ConsumerGroupView;
import dev.millrace.broker.settings.MemberProtocol;
import dev.millrace.broker.streamsgroup.StreamsGroupView;

/**
 * A group as administrators see it.
 *
 * <p>Immutable.
 *
 * @param groupId the group
 * @param type protocol that its members speak
 * @param state name of its state in the protocol
 * @param protocolType of its members; empty if it never had any
 * @param protocolName of the current generation; empty unless stable
 * @param members those of the current generation
 */
public record GroupView(
        String groupId,
        MemberProtocol type,
        String state,
        String protocolType,
        String protocolName,
        List<MemberView> members) {

    /** One member; metadata and assignment are empty unless the group is stable. */
    public record MemberView(
            String memberId, @Nullable String instanceId, Sender sender, byte[] metadata, byte[] assignment) {}

    /** Returns what a list of groups says of one of the Streams protocol; its members are seen elsewhere. */
    static GroupView of(StreamsGroupView group) {
        return new GroupView(group.groupId(), MemberProtocol.STREAMS, group.state(), "streams", "", List.of());
    }

    /** Returns the same of a group of the consumer protocol. */
    static GroupView of(ConsumerGroupView group) {
        return new GroupView(group.groupId(), MemberProtocol.CONSUMER, group.state(), "consumer", "", List.of());
    }

    static GroupView of(Group group) {
        boolean stable = group.state() instanceof StableGroup;
        List<MemberView> members = group.members().all().stream()
                .map(member -> view(group, member, stable))
                .toList();
        String type = group.protocolType() == null ? "" : group.protocolType();
        String name = stable && group.protocolName() != null ? group.protocolName() : "";
        return new GroupView(group.id(), MemberProtocol.CLASSIC, group.state().title(), type, name, members);
    }

    private static MemberView view(Group group, Member member, boolean stable) {
        byte[] metadata = stable ? member.metadata(group.protocolName()) : SyncReply.NOTHING;
        byte[] assignment = stable ? member.assignment() : SyncReply.NOTHING;
        return new MemberView(member.id(), member.instanceId(), member.sender(), metadata, assignment);
    }
}
