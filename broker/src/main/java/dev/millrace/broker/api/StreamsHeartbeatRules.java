package dev.millrace.broker.api;

import java.util.List;

import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData.CopartitionGroup;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData.Subtopology;
import org.jspecify.annotations.Nullable;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

import dev.millrace.broker.streamsgroup.StreamsHeartbeat;
import dev.millrace.broker.streamsgroup.StreamsMember;

/** Checks what can be said of a heartbeat of the Streams protocol without knowing the group. Without state. */
final class StreamsHeartbeatRules {
    private StreamsHeartbeatRules() {}

    /** Returns what is wrong, as a sentence; null if nothing is. */
    static @Nullable String fault(StreamsGroupHeartbeatRequestData request) {
        if (request.groupId().isBlank()) {
            return "GroupId can't be empty.";
        }
        if (request.memberId().isBlank()) {
            return "MemberId can't be empty.";
        }
        if (request.instanceId() != null && request.instanceId().isBlank()) {
            return "InstanceId can't be empty.";
        }
        if (request.rackId() != null && request.rackId().isBlank()) {
            return "RackId can't be empty.";
        }
        if (request.memberEpoch() < StreamsMember.AWAY) {
            return "MemberEpoch is " + request.memberEpoch() + ", but must be at least -2.";
        }
        if (request.memberEpoch() == StreamsMember.AWAY && request.instanceId() == null) {
            return "InstanceId can't be null when MemberEpoch is -2.";
        }
        return request.memberEpoch() == StreamsHeartbeat.JOIN ? faultOfJoin(request) : null;
    }

    private static @Nullable String faultOfJoin(StreamsGroupHeartbeatRequestData request) {
        if (request.rebalanceTimeoutMs() <= 0) {
            return "RebalanceTimeoutMs must be provided and positive when joining.";
        }
        if (request.topology() == null) {
            return "Topology must be non-null when (re-)joining.";
        }
        if (!isNoTask(request.activeTasks())) {
            return "ActiveTasks must be empty when (re-)joining.";
        }
        if (!isNoTask(request.standbyTasks())) {
            return "StandbyTasks must be empty when (re-)joining.";
        }
        if (!isNoTask(request.warmupTasks())) {
            return "WarmupTasks must be empty when (re-)joining.";
        }
        for (Subtopology part : request.topology().subtopologies()) {
            String fault = fault(part);
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static boolean isNoTask(@Nullable List<StreamsGroupHeartbeatRequestData.TaskIds> tasks) {
        return tasks != null && tasks.isEmpty();
    }

    private static @Nullable String fault(Subtopology part) {
        for (String pattern : part.sourceTopicRegex()) {
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                return "Subtopology " + part.subtopologyId() + " reads topics by " + pattern
                        + ", which is no regular expression of RE2: " + e.getDescription() + ".";
            }
        }
        for (CopartitionGroup group : part.copartitionGroups()) {
            if (!areWithin(group.sourceTopics(), part.sourceTopics().size())
                    || !areWithin(
                            group.sourceTopicRegex(), part.sourceTopicRegex().size())
                    || !areWithin(
                            group.repartitionSourceTopics(),
                            part.repartitionSourceTopics().size())) {
                return "Subtopology " + part.subtopologyId() + " has a co-partition group of topics it does not read.";
            }
        }
        return null;
    }

    private static boolean areWithin(List<Short> places, int size) {
        return places.stream().allMatch(place -> place >= 0 && place < size);
    }
}
