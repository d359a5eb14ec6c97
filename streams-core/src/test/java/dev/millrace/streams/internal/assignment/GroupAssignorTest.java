package dev.millrace.streams.internal.assignment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.RebalanceProtocol;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import dev.millrace.streams.internal.SteppedTime;
import dev.millrace.streams.processor.TaskId;

import static dev.millrace.streams.internal.assignment.Topologies.subtopology;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A group of members that rebalance as the cooperative protocol has it, without a broker. */
class GroupAssignorTest {
    private final FakeAdmin cluster = new FakeAdmin();
    private final List<SubtopologyTopics> topology = List.of(
            subtopology(0).reads("words").writes("counts-repartition").build(),
            subtopology(1)
                    .readsRepartition("counts-repartition")
                    .logs("counts-changelog")
                    .build());
    private final Map<String, Member> group = new TreeMap<>();
    private int replicas;
    private int generation;

    @Test
    void oneMemberGetsEverythingAndInternalTopicsAreThere() {
        cluster.topics.put("words", 3);
        join("a", 1);

        settle();

        assertThat(group.get("a").tasks()).hasSize(6);
        assertThat(cluster.topics).containsEntry("counts-repartition", 3).containsEntry("counts-changelog", 3);
    }

    @Test
    void newcomerGetsItsShareAfterOwnersGaveItUp() {
        cluster.topics.put("words", 4);
        join("a", 1);
        settle();
        join("b", 2);

        rebalance();
        assertThat(group.get("a").tasks()).hasSize(4);
        assertThat(group.get("b").tasks()).isEmpty();
        rebalance();

        assertThat(group.get("a").tasks()).hasSize(4);
        assertThat(group.get("b").tasks()).hasSize(4);
    }

    @Test
    void noPartitionIsEverOwnedTwice() {
        cluster.topics.put("words", 7);
        for (int i = 0; i < 5; i++) {
            join("m" + i, i / 2);
            rebalance();
            assertOwnedAtMostOnce();
        }
        settle();
        group.remove("m2");
        settle();

        assertThat(allTasks()).hasSize(14).doesNotHaveDuplicates();
    }

    @Test
    void eachTaskWithAStoreHasACopyOnAnotherInstance() {
        replicas = 1;
        cluster.topics.put("words", 4);
        join("a1", 1);
        join("a2", 1);
        join("b", 2);

        settle();

        Set<TaskId> copiesOnA = new TreeSet<>(group.get("a1").standby);
        copiesOnA.addAll(group.get("a2").standby);
        assertThat(group.get("a1").standby.size() + group.get("a2").standby.size())
                .isEqualTo(copiesOnA.size());
        assertThat(copiesOnA).isEqualTo(tasksWithStore(group.get("b")));
        Set<TaskId> tasksOfA = tasksWithStore(group.get("a1"));
        tasksOfA.addAll(tasksWithStore(group.get("a2")));
        assertThat(group.get("b").standby).isEqualTo(tasksOfA);
    }

    private static Set<TaskId> tasksWithStore(Member member) {
        Set<TaskId> tasks = new TreeSet<>(member.tasks());
        tasks.removeIf(task -> task.subtopology() == 0);
        return tasks;
    }

    @Test
    void settledGroupStaysAsItIs() {
        cluster.topics.put("words", 5);
        join("a", 1);
        join("b", 2);
        join("c", 3);
        settle();
        Map<String, Set<TopicPartition>> before = owned();

        rebalance();

        assertThat(owned()).isEqualTo(before);
    }

    @Test
    void threadsOfAnInstanceShareItsTasks() {
        cluster.topics.put("words", 4);
        join("a1", 1);
        join("a2", 1);
        join("b1", 2);
        join("b2", 2);

        settle();

        assertThat(group.values()).allSatisfy(member -> assertThat(member.tasks())
                .hasSize(2)
                .extracting(TaskId::subtopology)
                .containsExactlyInAnyOrder(0, 1));
    }

    @Test
    void tasksGoWhereTheirStateIs() {
        cluster.topics.put("words", 2);
        Member a = join("a", 1);
        Member b = join("b", 2);
        a.state.put(new TaskId(1, 1), 100L);
        b.state.put(new TaskId(1, 0), 100L);

        settle();

        assertThat(a.tasks()).contains(new TaskId(1, 1));
        assertThat(b.tasks()).contains(new TaskId(1, 0));
    }

    @Test
    void claimsOfMemberThatMissedARebalanceDoNotCount() {
        cluster.topics.put("words", 2);
        Member a = join("a", 1);
        settle();
        Member stale = join("b", 2);
        stale.owned.addAll(a.owned);
        stale.generation = generation - 1;

        rebalance();

        assertThat(a.tasks()).isNotEmpty();
    }

    @Test
    void missingTopicIsToldToEveryMember() {
        join("a", 1);
        join("b", 2);

        rebalance();

        assertThat(group.values()).allSatisfy(member -> {
            assertThat(member.verdict).isEqualTo(AssignmentVerdict.MISSING_SOURCE_TOPICS);
            assertThat(member.message).contains("words");
        });
    }

    @Test
    void shutdownOfTheApplicationReachesEveryMember() {
        cluster.topics.put("words", 2);
        join("a", 1).shutdown = true;
        join("b", 2);

        rebalance();

        assertThat(group.values())
                .allSatisfy(member -> assertThat(member.verdict).isEqualTo(AssignmentVerdict.SHUTDOWN_APPLICATION));
    }

    @Test
    void plainConsumerInTheGroupIsRefusedByName() {
        cluster.topics.put("words", 2);
        Member a = join("a", 1);
        Map<String, Subscription> subscriptions = new HashMap<>();
        subscriptions.put("a", a.subscription());
        subscriptions.put("stranger", new Subscription(List.of("words")));

        Map<String, Assignment> assignments = a.assignor
                .assign(describeCluster(), new GroupSubscription(subscriptions))
                .groupAssignment();

        AssignmentV1 told = AssignmentV1.decode(assignments.get("a").userData());
        assertThat(told.verdict()).isEqualTo(AssignmentVerdict.FAILED);
        assertThat(told.message()).contains("stranger");
    }

    @Test
    void bothProtocolsAreOffered() {
        assertThat(new GroupAssignor().supportedProtocols())
                .containsExactlyInAnyOrder(RebalanceProtocol.EAGER, RebalanceProtocol.COOPERATIVE);
        assertThat(new GroupAssignor().name()).isEqualTo("stream");
    }

    @Test
    void servesNobodyElse() {
        assertThatThrownBy(() -> new GroupAssignor().configure(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(LocalMember.CONFIG);
    }

    private Member join(String id, int process) {
        Member member = new Member(process);
        group.put(id, member);
        return member;
    }

    private void settle() {
        int rounds = 0;
        while (rebalance()) {
            rounds++;
            assertThat(rounds).as("rounds until settled").isLessThan(4);
        }
    }

    /** One rebalance. Returns whether another follows, because somebody gave something up. */
    private boolean rebalance() {
        Map<String, Subscription> subscriptions = new HashMap<>();
        group.forEach((id, member) -> subscriptions.put(id, member.subscription()));
        Member leader = group.values().iterator().next();
        Map<String, Assignment> assignments = leader.assignor
                .assign(describeCluster(), new GroupSubscription(subscriptions))
                .groupAssignment();
        generation++;
        boolean again = false;
        for (Map.Entry<String, Member> member : group.entrySet()) {
            again |= member.getValue().take(assignments.get(member.getKey()));
        }
        assertOwnedAtMostOnce();
        return again;
    }

    private void assertOwnedAtMostOnce() {
        assertThat(allTasks()).doesNotHaveDuplicates();
    }

    private List<TaskId> allTasks() {
        List<TaskId> all = new ArrayList<>();
        group.values().forEach(member -> all.addAll(member.tasks()));
        return all;
    }

    private Map<String, Set<TopicPartition>> owned() {
        Map<String, Set<TopicPartition>> owned = new HashMap<>();
        group.forEach((id, member) -> owned.put(id, new HashSet<>(member.owned)));
        return owned;
    }

    private Cluster describeCluster() {
        List<PartitionInfo> partitions = new ArrayList<>();
        cluster.topics.forEach((topic, count) -> {
            for (int i = 0; i < count; i++) {
                partitions.add(new PartitionInfo(topic, i, Node.noNode(), new Node[0], new Node[0]));
            }
        });
        return new Cluster("c", List.of(), partitions, Set.of(), Set.of());
    }

    /** A stream thread as the assignor sees it. */
    private final class Member implements LocalMember {
        private final GroupAssignor assignor = new GroupAssignor();
        private final UUID processId;
        private final Set<TopicPartition> owned = new HashSet<>();
        private final Map<TaskId, Long> state = new HashMap<>();
        private final InternalTopicCreator creator =
                new InternalTopicCreator(cluster.admin(), new SteppedTime(), (short) 1, 1_000);
        private Set<TaskId> standby = Set.of();
        private int generation = -1;
        private boolean shutdown;
        private boolean joining;
        private String endpoint = "";
        private GroupLayout layout = GroupLayout.UNKNOWN;
        private AssignmentVerdict verdict = AssignmentVerdict.ASSIGNED;
        private String message = "";

        private Member(int process) {
            processId = new UUID(0, process);
            assignor.configure(Map.of(LocalMember.CONFIG, this));
        }

        private Subscription subscription() {
            return new Subscription(
                    List.of("words", "counts-repartition"),
                    assignor.subscriptionUserData(Set.of("words")),
                    List.copyOf(owned),
                    generation,
                    Optional.empty());
        }

        private boolean take(Assignment assignment) {
            generation = GroupAssignorTest.this.generation;
            assignor.onAssignment(assignment, null);
            boolean gaveUp = !assignment.partitions().containsAll(owned);
            owned.clear();
            owned.addAll(assignment.partitions());
            return gaveUp;
        }

        private Collection<TaskId> tasks() {
            Set<TaskId> tasks = new TreeSet<>();
            owned.forEach(partition ->
                    tasks.add(new TaskId(partition.topic().equals("words") ? 0 : 1, partition.partition())));
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
        public InternalTopicCreator internalTopics() {
            return creator;
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
        public int standbyReplicas() {
            return replicas;
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
