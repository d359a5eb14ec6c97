package dev.millrace.streams.internal.assignment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupAssignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.ApplicationState;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask;
import dev.millrace.streams.processor.assignment.KafkaStreamsState;
import dev.millrace.streams.processor.assignment.ProcessId;
import dev.millrace.streams.processor.assignment.TaskAssignor;
import dev.millrace.streams.processor.assignment.TaskInfo;
import dev.millrace.streams.processor.assignment.TaskTopicPartition;
import dev.millrace.streams.processor.assignment.assignors.StickyTaskAssignor;
import dev.millrace.streams.state.HostInfo;

import static dev.millrace.streams.internal.assignment.Topologies.subtopology;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Assignors of the application's decide, see everything, and hear what became of it. */
class PluggedPlacementTest {
    private static final TaskId COUNTS = new TaskId(1, 0);

    private final SimulatedGroup group = new SimulatedGroup(
            subtopology(0).reads("words").writes("counts-repartition").build(),
            subtopology(1)
                    .readsRepartition("counts-repartition")
                    .readsAsChangelog("table")
                    .logs("counts-changelog")
                    .build());

    @BeforeEach
    void twoInstances() {
        group.cluster.topics.put("words", 2);
        group.cluster.topics.put("table", 2);
        group.cluster.ends.put(new TopicPartition("counts-changelog", 0), 100L);
        SimulatedGroup.Member a = group.join("a", 1);
        a.endpoint = "localhost:9000";
        a.rack = "north";
        a.tags.put("zone", "z1");
        group.join("b1", 2).state.put(COUNTS, 70L);
        group.join("b2", 2);
        group.plugged = EverythingOnTheFirst.class;
        group.appConfigs.put("probe", new Probe());
    }

    @Test
    void tasksGoWhereTheAssignorSays() {
        group.settle();

        assertThat(group.member("a").tasks()).hasSize(4);
        assertThat(group.member("b1").tasks()).isEmpty();
        assertThat(group.member("b1").standby).containsExactly(COUNTS);
    }

    @Test
    void assignorSeesTheInstancesAsTheyDescribeThemselves() {
        group.settle();
        group.rebalance();

        KafkaStreamsState a = probe().state(1);
        assertThat(a.hostInfo()).contains(new HostInfo("localhost", 9000));
        assertThat(a.rackId()).contains("north");
        assertThat(a.clientTags()).isEqualTo(Map.of("zone", "z1"));
        assertThat(a.previousActiveTasks()).hasSize(4);
        assertThat(a.consumerClientIds()).containsExactly("a");
        KafkaStreamsState b = probe().state(2);
        assertThat(b.numProcessingThreads()).isEqualTo(2);
        assertThat(b.consumerClientIds()).containsExactly("b1", "b2");
        assertThat(b.rackId()).isEmpty();
        assertThat(b.hostInfo()).isEmpty();
        assertThat(b.previousStandbyTasks()).containsExactly(COUNTS);
    }

    @Test
    void assignorSeesHowFarInstancesAreBehind() {
        group.settle();
        group.rebalance();

        assertThat(probe().state(1).lagFor(COUNTS)).isEqualTo(-2);
        assertThat(probe().state(2).lagFor(COUNTS)).isEqualTo(30);
        assertThat(probe().state(2).prevTasksByLag("b1")).containsExactly(COUNTS);
        assertThat(probe().state(2).prevTasksByLag("b2")).isEmpty();
        assertThat(probe().state(2).statefulTasksToLagSums().keySet()).containsExactly(COUNTS, new TaskId(1, 1));
        assertThatThrownBy(() -> probe().state(2).lagFor(new TaskId(0, 0))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> probe().state(2).prevTasksByLag("a")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> probe().states
                        .get(1)
                        .kafkaStreamsStates(false)
                        .get(new ProcessId(group.member("a").processId))
                        .lagFor(COUNTS))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void changelogThatIsShorterThanTheStateIsReadWhole() {
        group.member("b1").state.put(COUNTS, 5_000L);

        group.settle();

        assertThat(probe().state(2).lagFor(COUNTS)).isEqualTo(100);
    }

    @Test
    void assignorSeesTasksWithTheirTopicsAndStores() {
        group.cluster.racks.put(new TopicPartition("table", 0), List.of("north", "south"));
        group.cluster.racks.put(new TopicPartition("counts-changelog", 0), List.of("south"));

        group.settle();

        TaskInfo counts = probe().states.get(0).allTasks().get(COUNTS);
        assertThat(counts.isStateful()).isTrue();
        assertThat(counts.stateStoreNames()).containsExactly("store-1");
        Map<String, TaskTopicPartition> topics = new HashMap<>();
        counts.topicPartitions()
                .forEach(partition -> topics.put(partition.topicPartition().topic(), partition));
        assertThat(topics).containsOnlyKeys("counts-repartition", "table", "counts-changelog");
        assertThat(topics.get("table").isSource()).isTrue();
        assertThat(topics.get("table").isChangelog()).isTrue();
        assertThat(topics.get("counts-changelog").isSource()).isFalse();
        assertThat(topics.get("counts-repartition").isChangelog()).isFalse();
        assertThat(topics.get("table").rackIds()).contains(Set.of("north", "south"));
        assertThat(topics.get("counts-changelog").rackIds()).contains(Set.of("south"));
        assertThat(topics.get("counts-repartition").rackIds()).isEmpty();
        assertThat(probe().states.get(0).allTasks().get(new TaskId(0, 1)).isStateful())
                .isFalse();
    }

    @Test
    void followUpIsBegunByOneThreadOfTheInstance() {
        probe().followUp = Instant.ofEpochMilli(1234);

        group.settle();

        assertThat(group.member("b1").followUpMs).isEqualTo(1234);
        assertThat(group.member("b2").followUpMs).isEqualTo(Long.MAX_VALUE);
        assertThat(group.member("a").followUpMs).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void assignmentThatCannotBeDoneStopsEveryMemberAndIsToldToTheAssignor() {
        probe().twice = true;

        group.rebalance();

        assertThat(group.members.values()).allSatisfy(member -> {
            assertThat(member.verdict).isEqualTo(AssignmentVerdict.FAILED);
            assertThat(member.message)
                    .contains("ACTIVE_TASK_ASSIGNED_MULTIPLE_TIMES")
                    .contains(EverythingOnTheFirst.class.getName());
            assertThat(member.tasks()).isEmpty();
        });
        assertThat(probe().errors).containsExactly(TaskAssignor.AssignmentError.ACTIVE_TASK_ASSIGNED_MULTIPLE_TIMES);
    }

    @Test
    void assignorHearsOfEveryAssignment() {
        group.settle();

        assertThat(probe().errors).isNotEmpty().containsOnly(TaskAssignor.AssignmentError.NONE);
        assertThat(probe().told.groupAssignment()).containsOnlyKeys("a", "b1", "b2");
        assertThat(probe().told.groupAssignment().get("a").partitions()).hasSize(6);
    }

    @Test
    void failureOfTheAssignorIsToldToEveryMember() {
        probe().failure = new IllegalStateException("no plan");

        group.rebalance();

        assertThat(group.members.values()).allSatisfy(member -> {
            assertThat(member.verdict).isEqualTo(AssignmentVerdict.FAILED);
            assertThat(member.message).contains("no plan").contains(EverythingOnTheFirst.class.getName());
        });
    }

    @Test
    void assignorThatCannotBeMadeIsToldToEveryMember() {
        group.appConfigs.clear();

        group.rebalance();

        assertThat(group.member("b2").verdict).isEqualTo(AssignmentVerdict.FAILED);
        assertThat(group.member("b2").message).contains("cannot be made");
    }

    @Test
    void stickyAssignorLeavesASettledGroupAsItIs() {
        group.plugged = StickyTaskAssignor.class;
        group.settle();
        Map<String, Set<TopicPartition>> before = group.owned();

        group.rebalance();

        assertThat(group.owned()).isEqualTo(before);
        assertThat(group.member("a").tasks()).isNotEmpty();
        assertThat(group.member("b1").tasks()).isNotEmpty();
    }

    private Probe probe() {
        return (Probe) group.appConfigs.get("probe");
    }

    /** What the assignor is told to do, and what it saw. */
    private static final class Probe {
        private final List<ApplicationState> states = new ArrayList<>();
        private final List<TaskAssignor.AssignmentError> errors = new ArrayList<>();
        private GroupAssignment told;
        private boolean twice;
        private Instant followUp;
        private RuntimeException failure;

        private KafkaStreamsState state(int process) {
            ApplicationState last = states.get(states.size() - 1);
            return new ArrayList<>(last.kafkaStreamsStates(true).values()).get(process - 1);
        }
    }

    /** Has the first instance run all tasks, and the others copy one. */
    public static final class EverythingOnTheFirst implements TaskAssignor {
        private Probe probe;

        @Override
        public void configure(Map<String, ?> configs) {
            probe = (Probe) requireNonNull(configs.get("probe"));
        }

        @Override
        public TaskAssignment assign(ApplicationState application) {
            if (probe.failure != null) {
                throw probe.failure;
            }
            probe.states.add(application);
            List<KafkaStreamsAssignment> assignments = new ArrayList<>();
            for (ProcessId process : application.kafkaStreamsStates(false).keySet()) {
                Set<AssignedTask> tasks = new HashSet<>();
                if (assignments.isEmpty() || probe.twice) {
                    application
                            .allTasks()
                            .keySet()
                            .forEach(task -> tasks.add(new AssignedTask(task, AssignedTask.Type.ACTIVE)));
                } else {
                    tasks.add(new AssignedTask(COUNTS, AssignedTask.Type.STANDBY));
                }
                KafkaStreamsAssignment assignment = KafkaStreamsAssignment.of(process, tasks);
                boolean follows = !assignments.isEmpty() && probe.followUp != null;
                assignments.add(follows ? assignment.withFollowupRebalance(probe.followUp) : assignment);
            }
            return new TaskAssignment(assignments);
        }

        @Override
        public void onAssignmentComputed(
                GroupAssignment assignment, GroupSubscription subscription, AssignmentError error) {
            probe.told = assignment;
            probe.errors.add(error);
        }
    }
}
