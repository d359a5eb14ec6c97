package dev.millrace.streams.internal.assignment;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.AssignmentConfigs;

import static dev.millrace.streams.internal.assignment.Topologies.subtopology;
import static org.assertj.core.api.Assertions.assertThat;

/** A task with much state moves once the instance it moves to has caught up. */
class WarmUpsTest {
    private static final long END = 50_000;

    private final SimulatedGroup group = new SimulatedGroup(
            subtopology(0).reads("words").logs("counts-changelog").build());

    @BeforeEach
    void fourTasksOfMuchStateRunOnOneInstance() {
        group.cluster.topics.put("words", 4);
        for (int partition = 0; partition < 4; partition++) {
            group.cluster.ends.put(new TopicPartition("counts-changelog", partition), END);
        }
        group.join("a", 1);
        group.settle();
    }

    @Test
    void taskStaysWhereItsStateIsAndACopyWarmsUp() {
        SimulatedGroup.Member b = group.join("b", 2);

        group.settle();

        assertThat(group.member("a").tasks()).hasSize(4);
        assertThat(b.tasks()).isEmpty();
        assertThat(b.standby).hasSize(2);
    }

    @Test
    void nextRebalanceIsBegunByOneMemberAfterTheProbingInterval() {
        SimulatedGroup.Member b = group.join("b", 2);

        group.settle();

        assertThat(group.member("a").followUpMs).isEqualTo(group.time.milliseconds() + 600_000);
        assertThat(b.followUpMs).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void taskMovesOnceItsCopyHasCaughtUp() {
        SimulatedGroup.Member b = group.join("b", 2);
        group.settle();
        Set<TaskId> warm = Set.copyOf(b.standby);
        warm.forEach(task -> b.state.put(task, END - 10_000));

        group.settle();

        assertThat(new TreeSet<>(b.tasks())).isEqualTo(new TreeSet<>(warm));
        assertThat(b.standby).isEmpty();
        assertThat(group.member("a").followUpMs).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void copyIsKeptUntilTheTaskHasBeenGivenUp() {
        SimulatedGroup.Member b = group.join("b", 2);
        group.settle();
        Set<TaskId> warm = Set.copyOf(b.standby);
        warm.forEach(task -> b.state.put(task, END));

        group.rebalance();

        assertThat(b.tasks()).isEmpty();
        assertThat(b.standby).isEqualTo(warm);
    }

    @Test
    void noMoreCopiesWarmUpAtOnceThanAllowed() {
        group.configs = configs(10_000, 1, 0);
        SimulatedGroup.Member b = group.join("b", 2);
        group.settle();
        TaskId first = b.standby.iterator().next();
        assertThat(b.standby).hasSize(1);
        b.state.put(first, END);

        group.settle();

        assertThat(b.tasks()).containsExactly(first);
        assertThat(b.standby).hasSize(1).doesNotContain(first);
    }

    @Test
    void lagThatIsAcceptableDelaysNothing() {
        group.configs = configs(END, 2, 0);
        SimulatedGroup.Member b = group.join("b", 2);

        group.settle();

        assertThat(b.tasks()).hasSize(2);
        assertThat(group.member("a").followUpMs).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void copyThatIsWantedAnywayIsNoExtraOne() {
        group.configs = configs(10_000, 1, 1);
        SimulatedGroup.Member b = group.join("b", 2);

        group.settle();

        assertThat(group.member("a").tasks()).hasSize(4);
        assertThat(b.standby).hasSize(4);
    }

    @Test
    void copyThatHasCaughtUpRunsTheTaskWhenItsInstanceFails() {
        group.configs = configs(10_000, 2, 1);
        SimulatedGroup.Member b = group.join("b", 2);
        group.settle();
        b.standby.forEach(task -> b.state.put(task, END));
        SimulatedGroup.Member c = group.join("c", 3);
        group.settle();
        group.members.remove("a");

        group.settle();

        assertThat(b.tasks()).hasSize(4);
        assertThat(c.standby).isNotEmpty();
    }

    @Test
    void taskThatIsStillBeingRestoredGoesToTheCopyThatIsThere() {
        group.configs = configs(10_000, 2, 0);
        TaskId task = new TaskId(0, 0);
        group.member("a").state.put(task, 5L);
        SimulatedGroup.Member b = group.join("b", 2);
        b.state.put(task, END);

        group.settle();

        assertThat(b.tasks()).contains(task);
    }

    @Test
    void nobodyAsksForLagsWhenNothingMoves() {
        group.cluster.requests.clear();

        group.settle();

        assertThat(group.cluster.requests).noneMatch(request -> request.startsWith("ends"));
    }

    @Test
    void tasksStayWhereTheyAreWhileLagsAreUnknown() {
        group.cluster.noOffsets = new TimeoutException("busy");
        SimulatedGroup.Member b = group.join("b", 2);

        group.settle();

        assertThat(group.member("a").tasks()).hasSize(4);
        assertThat(b.tasks()).isEmpty();
        assertThat(group.member("a").followUpMs).isLessThan(Long.MAX_VALUE);
    }

    private static AssignmentConfigs configs(long acceptableLag, int warmups, int replicas) {
        return new AssignmentConfigs(
                acceptableLag,
                warmups,
                replicas,
                600_000L,
                List.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                "none");
    }
}
