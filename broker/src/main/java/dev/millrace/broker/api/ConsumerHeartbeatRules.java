package dev.millrace.broker.api;

import java.util.List;

import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

import dev.millrace.broker.consumergroup.ConsumerHeartbeat;
import dev.millrace.broker.consumergroup.ConsumerMember;
import dev.millrace.broker.consumergroup.ConsumerReply;

/** Checks what can be said of a heartbeat of the consumer protocol without knowing the group. Without state. */
final class ConsumerHeartbeatRules {
    private ConsumerHeartbeatRules() {}

    /**
     * Returns a refusal; null if nothing is wrong.
     *
     * @param namesItself whether members make their own ids, which they do since version 1
     * @param assignors those that a member may ask for
     */
    static @Nullable ConsumerReply refusal(
            ConsumerGroupHeartbeatRequestData request, boolean namesItself, List<String> assignors) {
        String fault = fault(request, namesItself);
        if (fault != null) {
            return ConsumerReply.refused(Errors.INVALID_REQUEST, fault);
        }
        String assignor = request.serverAssignor();
        if (assignor != null && !assignors.contains(assignor)) {
            return ConsumerReply.refused(
                    Errors.UNSUPPORTED_ASSIGNOR,
                    "ServerAssignor " + assignor + " is not supported. Supported assignors: "
                            + String.join(", ", assignors) + ".");
        }
        return refusalOfPattern(request.subscribedTopicRegex());
    }

    private static @Nullable ConsumerReply refusalOfPattern(@Nullable String pattern) {
        try {
            if (pattern != null) {
                Pattern.compile(pattern);
            }
            return null;
        } catch (PatternSyntaxException e) {
            return ConsumerReply.refused(
                    Errors.INVALID_REGULAR_EXPRESSION,
                    "SubscribedTopicRegex `" + pattern + "` is not a valid regular expression of RE2: "
                            + e.getDescription() + ".");
        }
    }

    private static @Nullable String fault(ConsumerGroupHeartbeatRequestData request, boolean namesItself) {
        boolean joins = request.memberEpoch() == ConsumerHeartbeat.JOIN;
        if (request.groupId().isBlank()) {
            return "GroupId can't be empty.";
        }
        if (request.memberId().isBlank() && (namesItself || !joins)) {
            return "MemberId can't be empty.";
        }
        if (request.instanceId() != null && request.instanceId().isBlank()) {
            return "InstanceId can't be empty.";
        }
        if (request.rackId() != null && request.rackId().isBlank()) {
            return "RackId can't be empty.";
        }
        if (request.memberEpoch() < ConsumerMember.AWAY) {
            return "MemberEpoch is " + request.memberEpoch() + ", but must be at least -2.";
        }
        if (request.memberEpoch() == ConsumerMember.AWAY && request.instanceId() == null) {
            return "InstanceId can't be null when MemberEpoch is -2.";
        }
        return joins ? faultOfJoin(request) : null;
    }

    private static @Nullable String faultOfJoin(ConsumerGroupHeartbeatRequestData request) {
        if (request.rebalanceTimeoutMs() == -1) {
            return "RebalanceTimeoutMs must be provided in first request.";
        }
        if (request.topicPartitions() == null || !request.topicPartitions().isEmpty()) {
            return "TopicPartitions must be empty when (re-)joining.";
        }
        return request.subscribedTopicNames() == null && request.subscribedTopicRegex() == null
                ? "Either SubscribedTopicNames or SubscribedTopicRegex must be non-null when (re-)joining."
                : null;
    }
}
