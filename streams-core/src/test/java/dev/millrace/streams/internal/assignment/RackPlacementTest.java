package dev.millrace.streams.internal.assignment;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.AssignmentConfigs;

import static dev.millrace.streams.internal.assignment.Topologies.subtopology;
import static org.assertj.core.api.Assertions.assertThat;

/** The built-in placement heeds racks and tags where the settings say so. */
class RackPlacementTest {
    private static final List<String> RACKS = List.of("north", "south");

    private final SimulatedGroup group = new SimulatedGroup(
            subtopology(0).reads("words").build(),
            subtopology(1).reads("lines").logs("counts-changelog").build());

    @ParameterizedTest
    @ValueSource(strings = {"min_traffic", "balance_subtopology"})
    void tasksAreReadWhereTheirPartitionsAre(String strategy) {
        group.configs = configs(0, strategy, List.of());
        partitionsAlternate();
        group.join("a", 1).rack = "south";
        group.join("b", 2).rack = "north";

        group.settle();

        assertThat(group.member("b").tasks()).allMatch(task -> task.partition() % 2 == 0);
        assertThat(group.member("a").tasks()).allMatch(task -> task.partition() % 2 == 1);
    }

    @Test
    void racksDoNotCountByDefault() {
        partitionsAlternate();
        group.join("a", 1).rack = "south";
        group.settle();
        Map<String, Set<TopicPartition>> before = group.owned();
        group.member("a").rack = "north";

        group.settle();

        assertThat(group.owned()).isEqualTo(before);
        assertThat(group.cluster.requests).noneMatch(request -> request.startsWith("ends"));
    }

    @Test
    void racksDoNotCountIfAnInstanceHasNone() {
        group.configs = configs(0, "min_traffic", List.of());
        partitionsAlternate();
        group.join("a", 1).rack = "south";
        group.join("b", 2);

        group.settle();

        assertThat(group.member("a").tasks()).hasSize(8);
        assertThat(group.member("b").tasks()).hasSize(8);
    }

    @Test
    void copiesAreWhereTheirChangelogsAre() {
        group.configs = configs(1, "min_traffic", List.of());
        partitionsAlternate();
        group.join("a", 1).rack = "south";
        group.join("b", 2).rack = "north";
        group.join("c", 3).rack = "north";
        group.join("d", 4).rack = "south";

        group.settle();

        assertThat(group.members.values()).allSatisfy(member -> assertThat(member.standby)
                .isNotEmpty()
                .allMatch(task -> RACKS.get(task.partition() % 2).equals(member.rack)));
    }

    @Test
    void copiesAreInOtherZonesThanTheirTasks() {
        group.configs = configs(1, "none", List.of("zone"));
        partitionsAlternate();
        for (int i = 0; i < 6; i++) {
            group.join("m" + i, i).tags.put("zone", "z" + i % 3);
        }

        group.settle();

        group.members.values().forEach(runner -> group.members.values().stream()
                .filter(other -> other.tags.equals(runner.tags))
                .forEach(sameZone -> assertThat(sameZone.standby).doesNotContainAnyElementsOf(runner.tasks())));
        assertThat(group.members.values().stream()
                        .mapToInt(member -> member.standby.size())
                        .sum())
                .isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"min_traffic", "balance_subtopology"})
    void settledGroupStaysAsItIsInAnyRacks(String strategy) {
        for (int seed = 0; seed < 300; seed++) {
            SimulatedGroup drawn = draw(new Random(seed), strategy);
            drawn.settle();
            keepState(drawn);
            drawn.settle();
            keepState(drawn);
            Map<String, Set<TopicPartition>> before = drawn.owned();
            Map<String, Set<TaskId>> copiesBefore = copies(drawn);

            drawn.rebalance();

            assertThat(drawn.owned()).as("tasks with seed %d", seed).isEqualTo(before);
            assertThat(copies(drawn)).as("copies with seed %d", seed).isEqualTo(copiesBefore);
        }
    }

    private static void keepState(SimulatedGroup drawn) {
        drawn.members.values().forEach(member -> member.standby.forEach(task -> member.state.put(task, 100L)));
    }

    private static Map<String, Set<TaskId>> copies(SimulatedGroup drawn) {
        Map<String, Set<TaskId>> copies = new TreeMap<>();
        drawn.members.forEach((id, member) -> copies.put(id, Set.copyOf(member.standby)));
        return copies;
    }

    private static SimulatedGroup draw(Random random, String strategy) {
        SimulatedGroup drawn = new SimulatedGroup(
                subtopology(0).reads("words").build(),
                subtopology(1).reads("lines").logs("counts-changelog").build(),
                subtopology(2).reads("pages").build());
        drawn.configs = configs(random.nextInt(2), strategy, List.of());
        for (String topic : List.of("words", "lines", "pages", "counts-changelog")) {
            int partitions = topic.startsWith("counts") ? drawn.cluster.topics.get("lines") : 1 + random.nextInt(8);
            drawn.cluster.topics.put(topic, partitions);
            for (int partition = 0; partition < partitions; partition++) {
                drawn.cluster.racks.put(new TopicPartition(topic, partition), List.of("r" + random.nextInt(3)));
            }
        }
        int instances = 1 + random.nextInt(5);
        for (int i = 0; i < instances; i++) {
            String rack = "r" + random.nextInt(3);
            for (int thread = random.nextInt(2); thread < 2; thread++) {
                drawn.join("m" + i + thread, i).rack = rack;
            }
        }
        return drawn;
    }

    /** Even partitions are in the north, odd ones in the south. */
    private void partitionsAlternate() {
        for (String topic : List.of("words", "lines", "counts-changelog")) {
            group.cluster.topics.put(topic, 8);
            for (int partition = 0; partition < 8; partition++) {
                group.cluster.racks.put(new TopicPartition(topic, partition), List.of(RACKS.get(partition % 2)));
            }
        }
    }

    private static AssignmentConfigs configs(int replicas, String strategy, List<String> tags) {
        return new AssignmentConfigs(
                10_000L, 2, replicas, 600_000L, tags, OptionalInt.empty(), OptionalInt.empty(), strategy);
    }
}
