package dev.millrace.broker.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

import org.apache.kafka.common.message.StreamsGroupDescribeResponseData;
import org.apache.kafka.common.message.StreamsGroupHeartbeatResponseData;

import dev.millrace.broker.streamsgroup.GroupTask;
import dev.millrace.broker.streamsgroup.StreamsReply;
import dev.millrace.broker.streamsgroup.TaskRoles;

/** Writes tasks and endpoints of the Streams protocol into answers. Without state. */
final class StreamsTasks {
    private StreamsTasks() {}

    private static SortedMap<String, List<Integer>> bySubtopology(SortedSet<GroupTask> tasks) {
        SortedMap<String, List<Integer>> parts = new TreeMap<>();
        tasks.forEach(task -> parts.computeIfAbsent(task.subtopology(), part -> new ArrayList<>())
                .add(task.partition()));
        return parts;
    }

    static List<StreamsGroupHeartbeatResponseData.TaskIds> inHeartbeat(SortedSet<GroupTask> tasks) {
        List<StreamsGroupHeartbeatResponseData.TaskIds> ids = new ArrayList<>();
        bySubtopology(tasks)
                .forEach((part, partitions) -> ids.add(new StreamsGroupHeartbeatResponseData.TaskIds()
                        .setSubtopologyId(part)
                        .setPartitions(partitions)));
        return ids;
    }

    static StreamsGroupDescribeResponseData.Assignment inDescription(TaskRoles roles) {
        return new StreamsGroupDescribeResponseData.Assignment()
                .setActiveTasks(inDescription(roles.active()))
                .setStandbyTasks(inDescription(roles.standby()))
                .setWarmupTasks(inDescription(roles.warmup()));
    }

    private static List<StreamsGroupDescribeResponseData.TaskIds> inDescription(SortedSet<GroupTask> tasks) {
        List<StreamsGroupDescribeResponseData.TaskIds> ids = new ArrayList<>();
        bySubtopology(tasks)
                .forEach((part, partitions) -> ids.add(new StreamsGroupDescribeResponseData.TaskIds()
                        .setSubtopologyId(part)
                        .setPartitions(partitions)));
        return ids;
    }

    static StreamsGroupHeartbeatResponseData.EndpointToPartitions endpoint(StreamsReply.Endpoint endpoint) {
        return new StreamsGroupHeartbeatResponseData.EndpointToPartitions()
                .setUserEndpoint(new StreamsGroupHeartbeatResponseData.Endpoint()
                        .setHost(endpoint.at().host())
                        .setPort(endpoint.at().port()))
                .setActivePartitions(partitions(endpoint.active()))
                .setStandbyPartitions(partitions(endpoint.standby()));
    }

    private static List<StreamsGroupHeartbeatResponseData.TopicPartition> partitions(
            Map<String, SortedSet<Integer>> byTopic) {
        List<StreamsGroupHeartbeatResponseData.TopicPartition> topics = new ArrayList<>();
        byTopic.forEach((topic, numbers) -> topics.add(new StreamsGroupHeartbeatResponseData.TopicPartition()
                .setTopic(topic)
                .setPartitions(List.copyOf(numbers))));
        return topics;
    }
}
