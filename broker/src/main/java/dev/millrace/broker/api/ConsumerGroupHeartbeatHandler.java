package dev.millrace.broker.api;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.assignor.PartitionSet;
import dev.millrace.broker.consumergroup.ConsumerHeartbeat;
import dev.millrace.broker.consumergroup.ConsumerReply;
import dev.millrace.broker.group.GroupCoordinator;
import dev.millrace.broker.group.Sender;
import dev.millrace.broker.membership.Origin;
import dev.millrace.broker.settings.MemberProtocol;

/** Translates heartbeats of the consumer protocol (KIP-848). */
final class ConsumerGroupHeartbeatHandler implements Handler<ConsumerGroupHeartbeatRequestData> {
    private static final short NAMES_ITSELF = 1;

    private final GroupCoordinator groups;

    ConsumerGroupHeartbeatHandler(GroupCoordinator groups) {
        this.groups = groups;
    }

    @Override
    public void handle(ConsumerGroupHeartbeatRequestData request, Call call) {
        ConsumerReply refusal = groups.settings().protocols().contains(MemberProtocol.CONSUMER)
                ? ConsumerHeartbeatRules.refusal(
                        request,
                        call.version() >= NAMES_ITSELF,
                        groups.settings().consumer().assignors())
                : ConsumerReply.refused(Errors.UNSUPPORTED_VERSION, null);
        if (refusal != null) {
            call.answer(answer(refusal));
            return;
        }
        groups.heartbeat(translate(request, Senders.of(call)), reply -> call.answer(answer(reply)));
    }

    private static ConsumerHeartbeat translate(ConsumerGroupHeartbeatRequestData request, Sender sender) {
        String memberId = request.memberId().isEmpty() ? UUID.randomUUID().toString() : request.memberId();
        Set<String> topics =
                request.subscribedTopicNames() == null ? null : new HashSet<>(request.subscribedTopicNames());
        return new ConsumerHeartbeat(
                request.groupId(),
                memberId,
                request.memberEpoch(),
                new Origin(sender.connectionId(), sender.clientId(), sender.clientHost()),
                new ConsumerHeartbeat.Changes(
                        request.instanceId(),
                        request.rackId(),
                        request.rebalanceTimeoutMs(),
                        topics,
                        request.subscribedTopicRegex(),
                        request.serverAssignor()),
                owned(request.topicPartitions()));
    }

    private static @Nullable PartitionSet owned(
            @Nullable List<ConsumerGroupHeartbeatRequestData.TopicPartitions> topics) {
        if (topics == null) {
            return null;
        }
        Map<Uuid, SortedSet<Integer>> owned = new HashMap<>();
        topics.forEach(topic ->
                owned.computeIfAbsent(topic.topicId(), id -> new TreeSet<>()).addAll(topic.partitions()));
        return PartitionSet.of(owned);
    }

    private static ConsumerGroupHeartbeatResponseData answer(ConsumerReply reply) {
        var response = new ConsumerGroupHeartbeatResponseData()
                .setErrorCode(reply.error().code())
                .setErrorMessage(reply.message())
                .setMemberId(reply.error() == Errors.NONE ? reply.memberId() : null)
                .setMemberEpoch(reply.memberEpoch())
                .setHeartbeatIntervalMs(reply.heartbeatIntervalMs());
        PartitionSet assignment = reply.assignment();
        if (assignment != null) {
            response.setAssignment(new ConsumerGroupHeartbeatResponseData.Assignment()
                    .setTopicPartitions(assignment.byTopic().entrySet().stream()
                            .map(topic -> new ConsumerGroupHeartbeatResponseData.TopicPartitions()
                                    .setTopicId(topic.getKey())
                                    .setPartitions(List.copyOf(topic.getValue())))
                            .toList()));
        }
        return response;
    }
}
