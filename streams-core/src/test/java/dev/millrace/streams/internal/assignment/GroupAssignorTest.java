package dev.millrace.streams.internal.assignment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.RebalanceProtocol;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import dev.millrace.streams.processor.TaskId;

import static dev.millrace.streams.internal.assignment.Topologies.subtopology;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A group of members that rebalance as the cooperative protocol has it, without a broker. */
class GroupAssignorTest {
    private final SimulatedGroup group = new SimulatedGroup(
            subtopology(0).reads("words").writes("counts-repartition").build(),
            subtopology(1)
                    .readsRepartition("counts-repartition")
                    .logs("counts-changelog")
                    .build());
    private final FakeAdmin cluster = group.cluster;

    @Test
    void oneMemberGetsEverythingAndInternalTopicsAreThere() {
        cluster.topics.put("words", 3);
        group.join("a", 1);

        group.settle();

        assertThat(group.member("a").tasks()).hasSize(6);
        assertThat(cluster.topics).containsEntry("counts-repartition", 3).containsEntry("counts-changelog", 3);
    }

    @Test
    void newcomerGetsItsShareAfterOwnersGaveItUp() {
        cluster.topics.put("words", 4);
        group.join("a", 1);
        group.settle();
        group.join("b", 2);

        group.rebalance();
        assertThat(group.member("a").tasks()).hasSize(4);
        assertThat(group.member("b").tasks()).isEmpty();
        group.rebalance();

        assertThat(group.member("a").tasks()).hasSize(4);
        assertThat(group.member("b").tasks()).hasSize(4);
    }

    @Test
    void noPartitionIsEverOwnedTwice() {
        cluster.topics.put("words", 7);
        for (int i = 0; i < 5; i++) {
            group.join("m" + i, i / 2);
            group.rebalance();
            group.assertOwnedAtMostOnce();
        }
        group.settle();
        group.members.remove("m2");
        group.settle();

        assertThat(group.allTasks()).hasSize(14).doesNotHaveDuplicates();
    }

    @Test
    void eachTaskWithAStoreHasACopyOnAnotherInstance() {
        group.configs = SimulatedGroup.configs(1);
        cluster.topics.put("words", 4);
        group.join("a1", 1);
        group.join("a2", 1);
        group.join("b", 2);

        group.settle();

        Set<TaskId> copiesOnA = new TreeSet<>(group.member("a1").standby);
        copiesOnA.addAll(group.member("a2").standby);
        assertThat(group.member("a1").standby.size()
                        + group.member("a2").standby.size())
                .isEqualTo(copiesOnA.size());
        assertThat(copiesOnA).isEqualTo(tasksWithStore(group.member("b")));
        Set<TaskId> tasksOfA = tasksWithStore(group.member("a1"));
        tasksOfA.addAll(tasksWithStore(group.member("a2")));
        assertThat(group.member("b").standby).isEqualTo(tasksOfA);
    }

    private static Set<TaskId> tasksWithStore(SimulatedGroup.Member member) {
        Set<TaskId> tasks = new TreeSet<>(member.tasks());
        tasks.removeIf(task -> task.subtopology() == 0);
        return tasks;
    }

    @Test
    void settledGroupStaysAsItIs() {
        cluster.topics.put("words", 5);
        group.join("a", 1);
        group.join("b", 2);
        group.join("c", 3);
        group.settle();
        Map<String, Set<TopicPartition>> before = group.owned();

        group.rebalance();

        assertThat(group.owned()).isEqualTo(before);
    }

    @Test
    void threadsOfAnInstanceShareItsTasks() {
        cluster.topics.put("words", 4);
        group.join("a1", 1);
        group.join("a2", 1);
        group.join("b1", 2);
        group.join("b2", 2);

        group.settle();

        assertThat(group.members.values()).allSatisfy(member -> assertThat(member.tasks())
                .hasSize(2)
                .extracting(TaskId::subtopology)
                .containsExactlyInAnyOrder(0, 1));
    }

    @Test
    void tasksGoWhereTheirStateIs() {
        cluster.topics.put("words", 2);
        SimulatedGroup.Member a = group.join("a", 1);
        SimulatedGroup.Member b = group.join("b", 2);
        a.state.put(new TaskId(1, 1), 100L);
        b.state.put(new TaskId(1, 0), 100L);

        group.settle();

        assertThat(a.tasks()).contains(new TaskId(1, 1));
        assertThat(b.tasks()).contains(new TaskId(1, 0));
    }

    @Test
    void claimsOfMemberThatMissedARebalanceDoNotCount() {
        cluster.topics.put("words", 2);
        SimulatedGroup.Member a = group.join("a", 1);
        group.settle();
        SimulatedGroup.Member stale = group.join("b", 2);
        stale.owned.addAll(a.owned);
        stale.generation = a.generation - 1;

        group.rebalance();

        assertThat(a.tasks()).isNotEmpty();
    }

    @Test
    void missingTopicIsToldToEveryMember() {
        group.join("a", 1);
        group.join("b", 2);

        group.rebalance();

        assertThat(group.members.values()).allSatisfy(member -> {
            assertThat(member.verdict).isEqualTo(AssignmentVerdict.MISSING_SOURCE_TOPICS);
            assertThat(member.message).contains("words");
        });
    }

    @Test
    void shutdownOfTheApplicationReachesEveryMember() {
        cluster.topics.put("words", 2);
        group.join("a", 1).shutdown = true;
        group.join("b", 2);

        group.rebalance();

        assertThat(group.members.values())
                .allSatisfy(member -> assertThat(member.verdict).isEqualTo(AssignmentVerdict.SHUTDOWN_APPLICATION));
    }

    @Test
    void plainConsumerInTheGroupIsRefusedByName() {
        cluster.topics.put("words", 2);
        SimulatedGroup.Member a = group.join("a", 1);
        Map<String, Subscription> subscriptions = new HashMap<>();
        subscriptions.put("a", a.subscription());
        subscriptions.put("stranger", new Subscription(List.of("words")));

        Map<String, Assignment> assignments = a.assignor
                .assign(group.describeCluster(), new GroupSubscription(subscriptions))
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
}
