package dev.millrace.broker.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData;
import org.apache.kafka.common.message.StreamsGroupHeartbeatResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.catalog.CatalogRejected;
import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.group.GroupCoordinator;
import dev.millrace.broker.group.Sender;
import dev.millrace.broker.membership.Origin;
import dev.millrace.broker.settings.MemberProtocol;
import dev.millrace.broker.streamsgroup.DemandedTopic;
import dev.millrace.broker.streamsgroup.GroupTask;
import dev.millrace.broker.streamsgroup.StreamsHeartbeat;
import dev.millrace.broker.streamsgroup.StreamsMember;
import dev.millrace.broker.streamsgroup.StreamsReply;
import dev.millrace.broker.streamsgroup.TaskRoles;

/** Translates heartbeats of the Streams protocol (KIP-1071), and makes the topics that they ask for. */
final class StreamsGroupHeartbeatHandler implements Handler<StreamsGroupHeartbeatRequestData> {
    private final GroupCoordinator groups;
    private final TopicCatalog catalog;

    StreamsGroupHeartbeatHandler(GroupCoordinator groups, TopicCatalog catalog) {
        this.groups = groups;
        this.catalog = catalog;
    }

    @Override
    public void handle(StreamsGroupHeartbeatRequestData request, Call call) {
        if (!groups.settings().protocols().contains(MemberProtocol.STREAMS)) {
            call.answer(answer(StreamsReply.refused(Errors.UNSUPPORTED_VERSION, null)));
            return;
        }
        String fault = StreamsHeartbeatRules.fault(request);
        if (fault != null) {
            call.answer(answer(StreamsReply.refused(Errors.INVALID_REQUEST, fault)));
            return;
        }
        groups.heartbeat(translate(request, Senders.of(call)), reply -> call.answer(answer(reply)));
    }

    private StreamsHeartbeat translate(StreamsGroupHeartbeatRequestData request, Sender sender) {
        return new StreamsHeartbeat(
                request.groupId(),
                request.memberId(),
                request.memberEpoch(),
                new Origin(sender.connectionId(), sender.clientId(), sender.clientHost()),
                news(request),
                request.topology() == null ? null : StreamsTopologies.read(request.topology()),
                owned(request),
                request.endpointInformationEpoch(),
                request.shutdownApplication(),
                this::make);
    }

    private static StreamsHeartbeat.News news(StreamsGroupHeartbeatRequestData request) {
        var endpoint = request.userEndpoint();
        Map<String, String> tags = null;
        if (request.clientTags() != null) {
            tags = StreamsTopologies.pairs(request.clientTags());
        }
        return new StreamsHeartbeat.News(
                request.instanceId(),
                request.rackId(),
                request.rebalanceTimeoutMs(),
                request.processId(),
                endpoint == null ? null : new StreamsMember.UserEndpoint(endpoint.host(), endpoint.port()),
                tags);
    }

    private static @Nullable TaskRoles owned(StreamsGroupHeartbeatRequestData request) {
        if (request.activeTasks() == null || request.standbyTasks() == null || request.warmupTasks() == null) {
            return null;
        }
        return TaskRoles.of(tasks(request.activeTasks()), tasks(request.standbyTasks()), tasks(request.warmupTasks()));
    }

    private static List<GroupTask> tasks(List<StreamsGroupHeartbeatRequestData.TaskIds> ids) {
        List<GroupTask> tasks = new ArrayList<>();
        ids.forEach(part ->
                part.partitions().forEach(partition -> tasks.add(new GroupTask(part.subtopologyId(), partition))));
        return tasks;
    }

    private Optional<String> make(DemandedTopic topic) {
        try {
            catalog.create(topic.name(), topic.partitions(), topic.config());
            return Optional.empty();
        } catch (CatalogRejected e) {
            return e.error() == Errors.TOPIC_ALREADY_EXISTS ? Optional.empty() : Optional.of(e.getMessage());
        }
    }

    private static StreamsGroupHeartbeatResponseData answer(StreamsReply reply) {
        var response = new StreamsGroupHeartbeatResponseData()
                .setErrorCode(reply.error().code())
                .setErrorMessage(reply.message())
                .setMemberId(reply.memberId())
                .setMemberEpoch(reply.memberEpoch())
                .setHeartbeatIntervalMs(reply.heartbeatIntervalMs())
                .setEndpointInformationEpoch(reply.endpointsEpoch());
        if (!reply.statuses().isEmpty()) {
            response.setStatus(reply.statuses().stream()
                    .map(status -> new StreamsGroupHeartbeatResponseData.Status()
                            .setStatusCode(status.code().number())
                            .setStatusDetail(status.detail()))
                    .toList());
        }
        TaskRoles tasks = reply.tasks();
        if (tasks != null) {
            response.setActiveTasks(StreamsTasks.inHeartbeat(tasks.active()))
                    .setStandbyTasks(StreamsTasks.inHeartbeat(tasks.standby()))
                    .setWarmupTasks(StreamsTasks.inHeartbeat(tasks.warmup()));
        }
        List<StreamsReply.Endpoint> endpoints = reply.endpoints();
        if (endpoints != null) {
            response.setPartitionsByUserEndpoint(
                    endpoints.stream().map(StreamsTasks::endpoint).toList());
        }
        return response;
    }
}
