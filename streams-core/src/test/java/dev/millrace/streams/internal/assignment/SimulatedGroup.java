package dev.millrace.streams.internal.assignment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.internal.SteppedTime;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.AssignmentConfigs;
import dev.millrace.streams.processor.assignment.TaskAssignor;

import static org.assertj.core.api.Assertions.assertThat;

/** A group of members that rebalance as the cooperative protocol has it, without a broker. */
final class SimulatedGroup {
    final FakeAdmin cluster = new FakeAdmin();
    final SteppedTime time = new SteppedTime();
    final Map<String, Member> members = new TreeMap<>();
    final Map<String, Object> appConfigs = new HashMap<>();
    AssignmentConfigs configs = configs(0);
    Class<? extends TaskAssignor> plugged;
    private final List<SubtopologyTopics> topology;
    private int generation;

    SimulatedGroup(SubtopologyTopics... topology) {
        this.topology = List.of(topology);
    }

    /** The defaults, but for the number of copies. */
    static AssignmentConfigs configs(int replicas) {
        return new AssignmentConfigs(
                10_000L, 2, replicas, 600_000L, List.of(), OptionalInt.empty(), OptionalInt.empty(), "none");
    }

    Member member(String id) {
        return members.get(id);
    }

    private List<String> inputs() {
        Set<String> inputs = new TreeSet<>();
        topology.forEach(subtopology -> inputs.addAll(subtopology.sources()));
        return List.copyOf(inputs);
    }

    private int subtopologyOf(String topic) {
        return topology.stream()
                .filter(subtopology -> subtopology.reads(topic))
                .findFirst()
                .orElseThrow()
                .number();
    }

    Member join(String id, int process) {
        Member member = new Member(process);
        members.put(id, member);
        return member;
    }

    void settle() {
        int rounds = 0;
        while (rebalance()) {
            rounds++;
            assertThat(rounds).as("rounds until settled").isLessThan(4);
        }
    }

    /** One rebalance. Returns whether another follows, because somebody gave something up. */
    boolean rebalance() {
        Map<String, Subscription> subscriptions = new HashMap<>();
        members.forEach((id, member) -> subscriptions.put(id, member.subscription()));
        Member leader = members.values().iterator().next();
        Map<String, Assignment> assignments = leader.assignor
                .assign(describeCluster(), new GroupSubscription(subscriptions))
                .groupAssignment();
        generation++;
        boolean again = false;
        for (Map.Entry<String, Member> member : members.entrySet()) {
            again |= member.getValue().take(assignments.get(member.getKey()));
        }
        assertOwnedAtMostOnce();
        return again;
    }

    void assertOwnedAtMostOnce() {
        assertThat(allTasks()).doesNotHaveDuplicates();
    }

    List<TaskId> allTasks() {
        List<TaskId> all = new ArrayList<>();
        members.values().forEach(member -> all.addAll(member.tasks()));
        return all;
    }

    Map<String, Set<TopicPartition>> owned() {
        Map<String, Set<TopicPartition>> owned = new HashMap<>();
        members.forEach((id, member) -> owned.put(id, new HashSet<>(member.owned)));
        return owned;
    }

    Cluster describeCluster() {
        List<PartitionInfo> partitions = new ArrayList<>();
        cluster.topics.forEach((topic, count) -> {
            for (int i = 0; i < count; i++) {
                partitions.add(new PartitionInfo(topic, i, null, cluster.replicas(topic, i), new Node[0]));
            }
        });
        return new Cluster("c", List.of(), partitions, Set.of(), Set.of());
    }

    /** A stream thread as the assignor sees it. */
    final class Member implements LocalMember {
        final GroupAssignor assignor = new GroupAssignor();
        final UUID processId;
        final Set<TopicPartition> owned = new HashSet<>();
        final Map<TaskId, Long> state = new HashMap<>();
        final Map<String, String> tags = new HashMap<>();
        final InternalTopicCreator creator = new InternalTopicCreator(cluster.admin(), time, (short) 1, 1_000);
        Set<TaskId> standby = Set.of();
        int generation = -1;
        boolean shutdown;
        boolean joining;
        String endpoint = "";
        GroupLayout layout = GroupLayout.UNKNOWN;
        AssignmentVerdict verdict = AssignmentVerdict.ASSIGNED;
        String message = "";
        String rack = "";
        long followUpMs = Long.MAX_VALUE;

        private Member(int process) {
            processId = new UUID(0, process);
            assignor.configure(Map.of(LocalMember.CONFIG, this));
        }

        Subscription subscription() {
            return new Subscription(
                    inputs(),
                    assignor.subscriptionUserData(Set.copyOf(inputs())),
                    List.copyOf(owned),
                    generation,
                    Optional.of(rack).filter(named -> !named.isEmpty()));
        }

        private boolean take(Assignment assignment) {
            generation = SimulatedGroup.this.generation;
            assignor.onAssignment(assignment, null);
            boolean gaveUp = !assignment.partitions().containsAll(owned);
            owned.clear();
            owned.addAll(assignment.partitions());
            return gaveUp;
        }

        Collection<TaskId> tasks() {
            Set<TaskId> tasks = new TreeSet<>();
            owned.forEach(partition -> tasks.add(new TaskId(subtopologyOf(partition.topic()), partition.partition())));
            return tasks;
        }

        @Override
        public String endpoint() {
            return endpoint;
        }

        @Override
        public void onLayout(GroupLayout told) {
            layout = told;
        }

        @Override
        public void onJoining() {
            joining = true;
        }

        @Override
        public void onJoined() {
            joining = false;
        }

        @Override
        public UUID processId() {
            return processId;
        }

        @Override
        public List<SubtopologyTopics> topics() {
            return topology;
        }

        @Override
        public Leadership leadership() {
            return new Leadership(
                    creator,
                    new ClusterFacts(cluster.admin()),
                    configs,
                    Optional.ofNullable(plugged),
                    appConfigs,
                    time);
        }

        @Override
        public Map<String, String> clientTags() {
            return tags;
        }

        @Override
        public void onFollowUp(long atMs) {
            followUpMs = atMs;
        }

        @Override
        public Set<TaskId> runningTasks() {
            return new TreeSet<>(tasks());
        }

        @Override
        public Set<TaskId> standbyTasks() {
            return standby;
        }

        @Override
        public void onStandbyTasks(Set<TaskId> told) {
            standby = told;
        }

        @Override
        public Map<TaskId, Long> stateSums() {
            return state;
        }

        @Override
        public boolean shutdownApplicationRequested() {
            return shutdown;
        }

        @Override
        public void onVerdict(AssignmentVerdict told, String why) {
            verdict = told;
            message = why;
        }
    }
}
