package dev.millrace.differential;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.ApplicationState;
import dev.millrace.streams.processor.assignment.AssignmentConfigs;
import dev.millrace.streams.processor.assignment.KafkaStreamsState;
import dev.millrace.streams.processor.assignment.ProcessId;
import dev.millrace.streams.processor.assignment.TaskInfo;
import dev.millrace.streams.processor.assignment.TaskTopicPartition;
import dev.millrace.streams.state.HostInfo;

/** An application of random size, racks, tags, history and settings. */
final class DrawnApplication implements ApplicationState {
    private static final List<String> RACKS = List.of("r1", "r2", "r3");
    private static final List<List<String>> TAG_KEYS = List.of(List.of(), List.of("zone"), List.of("zone", "cluster"));
    private static final List<String> STRATEGIES = List.of("none", "min_traffic", "balance_subtopology");

    private final Random random;
    private final Map<TaskId, TaskInfo> tasks = new TreeMap<>();
    private final Map<ProcessId, KafkaStreamsState> processes = new TreeMap<>();
    private final AssignmentConfigs settings;

    private DrawnApplication(Random random) {
        this.random = random;
        drawTasks();
        drawProcesses();
        settings = new AssignmentConfigs(
                100,
                2,
                1 + random.nextInt(3),
                60_000,
                TAG_KEYS.get(random.nextInt(TAG_KEYS.size())),
                OptionalInt.of(1 + random.nextInt(10)),
                OptionalInt.of(random.nextInt(10)),
                STRATEGIES.get(random.nextInt(STRATEGIES.size())));
    }

    /** The application that {@code random} has next. */
    static DrawnApplication draw(Random random) {
        return new DrawnApplication(random);
    }

    private void drawTasks() {
        int subtopologies = 1 + random.nextInt(3);
        for (int subtopology = 0; subtopology < subtopologies; subtopology++) {
            boolean stateful = random.nextBoolean();
            int sources = 1 + random.nextInt(2);
            int partitions = 1 + random.nextInt(6);
            for (int partition = 0; partition < partitions; partition++) {
                Set<TaskTopicPartition> read = new HashSet<>();
                for (int source = 0; source < sources; source++) {
                    read.add(partition("in" + subtopology + source, partition, true, false));
                }
                if (stateful) {
                    read.add(partition("log" + subtopology, partition, false, true));
                    read.add(partition("table" + subtopology, partition, true, true));
                }
                TaskId id = new TaskId(subtopology, partition);
                tasks.put(id, new Task(id, stateful, stateful ? Set.of("store") : Set.of(), read));
            }
        }
    }

    private TaskTopicPartition partition(String topic, int partition, boolean source, boolean changelog) {
        Set<String> racks = new HashSet<>();
        racks.add(RACKS.get(random.nextInt(RACKS.size())));
        if (random.nextInt(3) == 0) {
            racks.add(RACKS.get(random.nextInt(RACKS.size())));
        }
        return new Read(new TopicPartition(topic, partition), source, changelog, Optional.of(racks));
    }

    private void drawProcesses() {
        int count = 1 + random.nextInt(6);
        boolean evenThreads = random.nextBoolean();
        Set<TaskId> free = new TreeSet<>(tasks.keySet());
        for (int i = 0; i < count; i++) {
            SortedSet<TaskId> active = new TreeSet<>();
            SortedSet<TaskId> standby = new TreeSet<>();
            Map<TaskId, Long> lags = new TreeMap<>();
            for (TaskInfo task : tasks.values()) {
                int fate = random.nextInt(2 + count);
                if (fate == 0 && free.remove(task.id())) {
                    active.add(task.id());
                } else if (fate == 1 && task.isStateful()) {
                    standby.add(task.id());
                }
                if (task.isStateful()) {
                    lags.put(task.id(), active.contains(task.id()) ? -2L : random.nextInt(1000));
                }
            }
            ProcessId id = new ProcessId(new UUID(random.nextInt(100), i));
            processes.put(
                    id,
                    new Instance(
                            id,
                            evenThreads ? 2 : 1 + 1 + random.nextInt(3),
                            new TreeSet<>(),
                            active,
                            standby,
                            lags,
                            Optional.empty(),
                            Map.of(
                                    "zone",
                                    "z" + random.nextInt(3),
                                    "cluster",
                                    "c" + random.nextInt(2),
                                    "other",
                                    "o" + i),
                            Optional.of(RACKS.get(random.nextInt(RACKS.size())))));
        }
    }

    /** Leaves out all tasks with state but one. */
    void keepOneLoggedTask() {
        TaskId kept = tasks.values().stream()
                .filter(TaskInfo::isStateful)
                .map(TaskInfo::id)
                .findFirst()
                .orElse(new TaskId(0, 0));
        tasks.values().removeIf(task -> task.isStateful() && !task.id().equals(kept));
    }

    @Override
    public Map<ProcessId, KafkaStreamsState> kafkaStreamsStates(boolean computeTaskLags) {
        return processes;
    }

    @Override
    public AssignmentConfigs assignmentConfigs() {
        return settings;
    }

    @Override
    public Map<TaskId, TaskInfo> allTasks() {
        return tasks;
    }

    /** Its instances, in order. */
    List<KafkaStreamsState> instances() {
        return new ArrayList<>(processes.values());
    }

    private record Instance(
            ProcessId processId,
            int numProcessingThreads,
            SortedSet<String> consumerClientIds,
            SortedSet<TaskId> previousActiveTasks,
            SortedSet<TaskId> previousStandbyTasks,
            Map<TaskId, Long> statefulTasksToLagSums,
            Optional<HostInfo> hostInfo,
            Map<String, String> clientTags,
            Optional<String> rackId)
            implements KafkaStreamsState {
        @Override
        public long lagFor(TaskId task) {
            return statefulTasksToLagSums.get(task);
        }

        @Override
        public SortedSet<TaskId> prevTasksByLag(String consumerClientId) {
            throw new UnsupportedOperationException();
        }
    }

    private record Task(
            TaskId id, boolean isStateful, Set<String> stateStoreNames, Set<TaskTopicPartition> topicPartitions)
            implements TaskInfo {}

    private record Read(
            TopicPartition topicPartition, boolean isSource, boolean isChangelog, Optional<Set<String>> rackIds)
            implements TaskTopicPartition {}
}
