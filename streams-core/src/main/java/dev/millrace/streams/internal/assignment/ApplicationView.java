package dev.millrace.streams.internal.assignment;

import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.ApplicationState;
import dev.millrace.streams.processor.assignment.AssignmentConfigs;
import dev.millrace.streams.processor.assignment.KafkaStreamsState;
import dev.millrace.streams.processor.assignment.ProcessId;
import dev.millrace.streams.processor.assignment.TaskInfo;
import dev.millrace.streams.processor.assignment.TaskTopicPartition;
import dev.millrace.streams.state.HostInfo;

/** The group and its tasks as an assignor may see them. <i>Confined to one assignment.</i> */
final class ApplicationView implements ApplicationState {
    private final GroupMembers members;
    private final TaskPartitions tasks;
    private final AssignmentConfigs configs;
    private final TaskLags ends;
    private final PartitionRacks racks;

    ApplicationView(
            GroupMembers members,
            TaskPartitions tasks,
            AssignmentConfigs configs,
            Cluster metadata,
            ClusterFacts cluster) {
        this.members = members;
        this.tasks = tasks;
        this.configs = configs;
        this.ends = new TaskLags(tasks, cluster);
        Set<String> topics = new HashSet<>(tasks.counts().keySet());
        topics.addAll(tasks.internalTopics().keySet());
        this.racks = new PartitionRacks(metadata, topics, cluster);
    }

    GroupMembers members() {
        return members;
    }

    TaskPartitions tasks() {
        return tasks;
    }

    TaskLags ends() {
        return ends;
    }

    @Override
    public Map<ProcessId, KafkaStreamsState> kafkaStreamsStates(boolean computeTaskLags) {
        SortedMap<ProcessId, KafkaStreamsState> states = new TreeMap<>();
        for (GroupInstance instance : members.instances()) {
            states.put(instance.process(), new Seen(instance, computeTaskLags ? ends.lags(instance) : null));
        }
        return Collections.unmodifiableMap(states);
    }

    @Override
    public AssignmentConfigs assignmentConfigs() {
        return configs;
    }

    @Override
    public Map<TaskId, TaskInfo> allTasks() {
        SortedMap<TaskId, TaskInfo> all = new TreeMap<>();
        tasks.tasks().forEach(task -> all.put(task, info(task)));
        return Collections.unmodifiableMap(all);
    }

    private TaskInfo info(TaskId task) {
        SubtopologyTopics topics = tasks.subtopologyOf(task);
        Set<TaskTopicPartition> partitions = new HashSet<>();
        for (TopicPartition read : tasks.partitionsOf(task)) {
            partitions.add(new Used(read, true, topics.sourceChangelogs().contains(read.topic()), racks));
        }
        for (String changelog : topics.changelogs()) {
            partitions.add(new Used(new TopicPartition(changelog, task.partition()), false, true, racks));
        }
        return new Info(task, !topics.measured().isEmpty(), topics.stores(), Collections.unmodifiableSet(partitions));
    }

    private record Info(
            TaskId id, boolean isStateful, Set<String> stateStoreNames, Set<TaskTopicPartition> topicPartitions)
            implements TaskInfo {}

    private record Used(TopicPartition topicPartition, boolean isSource, boolean isChangelog, PartitionRacks racks)
            implements TaskTopicPartition {
        @Override
        public Optional<Set<String>> rackIds() {
            return racks.of(topicPartition);
        }
    }

    /** @param lags null if they were not asked for */
    private record Seen(GroupInstance instance, @Nullable SortedMap<TaskId, Long> lags) implements KafkaStreamsState {
        @Override
        public ProcessId processId() {
            return instance.process();
        }

        @Override
        public int numProcessingThreads() {
            return instance.threads().size();
        }

        @Override
        public SortedSet<String> consumerClientIds() {
            return new TreeSet<>(instance.threads().keySet());
        }

        @Override
        public SortedSet<TaskId> previousActiveTasks() {
            return new TreeSet<>(instance.running());
        }

        @Override
        public SortedSet<TaskId> previousStandbyTasks() {
            return new TreeSet<>(instance.standby());
        }

        @Override
        public long lagFor(TaskId task) {
            Long lag = statefulTasksToLagSums().get(task);
            if (lag == null) {
                throw new IllegalStateException("Task " + task + " has no changelogs to be behind in");
            }
            return lag;
        }

        @Override
        public SortedSet<TaskId> prevTasksByLag(String consumerClientId) {
            Map<TaskId, Long> known = statefulTasksToLagSums();
            SubscriptionV1 word = instance.threads().get(consumerClientId);
            if (word == null) {
                throw new IllegalStateException(
                        "Instance " + instance.process() + " has no consumer called " + consumerClientId);
            }
            SortedSet<TaskId> previous = new TreeSet<>(TaskLags.byLag(known));
            known.keySet().stream()
                    .filter(task ->
                            word.running().contains(task) || word.standby().contains(task))
                    .forEach(previous::add);
            return previous;
        }

        @Override
        public Map<TaskId, Long> statefulTasksToLagSums() {
            if (lags == null) {
                throw new UnsupportedOperationException("Lags of instance " + instance.process()
                        + " were not computed: ask for kafkaStreamsStates(true)");
            }
            return Collections.unmodifiableMap(lags);
        }

        @Override
        public Optional<HostInfo> hostInfo() {
            return Optional.of(instance.word().endpoint())
                    .filter(endpoint -> !endpoint.isEmpty())
                    .map(HostInfo::buildFromEndpoint);
        }

        @Override
        public Map<String, String> clientTags() {
            return instance.word().clientTags();
        }

        @Override
        public Optional<String> rackId() {
            return Optional.of(instance.rack()).filter(rack -> !rack.isEmpty());
        }
    }
}
