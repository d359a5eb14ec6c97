package dev.millrace.broker.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.assignor.PartitionSet;
import dev.millrace.broker.consumergroup.ConsumerHeartbeat;
import dev.millrace.broker.consumergroup.ConsumerMember;
import dev.millrace.broker.consumergroup.ConsumerReply;
import dev.millrace.broker.membership.Origin;

import static org.assertj.core.api.Assertions.assertThat;

/** A member of a group of the consumer protocol that does as it is told, one heartbeat after the other. */
final class ConsumerClient {
    final String id;
    Set<String> topics = Set.of("in");

    @Nullable
    String pattern;

    @Nullable
    String instanceId;

    @Nullable
    String assignor;

    int epoch;
    PartitionSet told = PartitionSet.NONE;
    PartitionSet owned = PartitionSet.NONE;
    ConsumerReply newest;
    private final GroupFixture groups;

    ConsumerClient(GroupFixture groups, String id) {
        this.groups = groups;
        this.id = id;
    }

    ConsumerReply join() {
        told = PartitionSet.NONE;
        owned = PartitionSet.NONE;
        ConsumerReply reply = say(ConsumerHeartbeat.JOIN, PartitionSet.NONE, topics, pattern);
        owned = told;
        return reply;
    }

    /** Says what it owns, and then takes and gives up what it is told to. */
    ConsumerReply heartbeat() {
        ConsumerReply reply = say(epoch, owned, null, null);
        owned = told;
        return reply;
    }

    /** Tells that it lives, and nothing else; neither does it give anything up. */
    ConsumerReply signOfLife() {
        return say(epoch, null, null, null);
    }

    ConsumerReply subscribe(Set<String> names) {
        topics = names;
        ConsumerReply reply = say(epoch, null, names, null);
        owned = told;
        return reply;
    }

    ConsumerReply leave() {
        return say(ConsumerHeartbeat.LEAVE, null, null, null);
    }

    ConsumerReply leaveForAWhile() {
        return say(ConsumerMember.AWAY, null, null, null);
    }

    Errors commit(int namedEpoch, int partition) {
        return groups.commit(
                new SeatClaim(new MemberClaim(id, instanceId), namedEpoch), new TopicPartition("in", partition), 1);
    }

    ConsumerReply say(
            int namedEpoch, @Nullable PartitionSet reading, @Nullable Set<String> names, @Nullable String matching) {
        List<ConsumerReply> replies = new ArrayList<>();
        groups.groups.heartbeat(
                new ConsumerHeartbeat(
                        GroupFixture.GROUP,
                        id,
                        namedEpoch,
                        new Origin(id, "client", "/host"),
                        new ConsumerHeartbeat.Changes(
                                instanceId, null, GroupFixture.REBALANCE_MS, names, matching, assignor),
                        reading),
                replies::add);
        assertThat(replies).hasSize(1);
        newest = replies.get(0);
        if (newest.error() == Errors.NONE) {
            epoch = newest.memberEpoch();
            told = newest.assignment() == null ? told : newest.assignment();
        }
        return newest;
    }
}
