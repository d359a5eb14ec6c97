package dev.millrace.streams.internal.placement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.millrace.streams.processor.TaskId;

import static org.assertj.core.api.Assertions.assertThat;

class StickyBalancerTest {
    @Test
    void sharesFreshTasksOutEvenlyBySubtopology() {
        Map<String, SortedSet<TaskId>> placed =
                StickyBalancer.place(tasks(4, 4), List.of(fresh("a", 1), fresh("b", 1)));

        assertThat(countOf(placed.get("a"), 0)).isEqualTo(2);
        assertThat(countOf(placed.get("a"), 1)).isEqualTo(2);
        assertThat(placed.get("b")).hasSize(4);
    }

    @Test
    void givesTwiceAsManyTasksToTwiceAsManyThreads() {
        Map<String, SortedSet<TaskId>> placed = StickyBalancer.place(tasks(6), List.of(fresh("a", 1), fresh("b", 2)));

        assertThat(placed.get("a")).hasSize(2);
        assertThat(placed.get("b")).hasSize(4);
    }

    @Test
    void keepsEvenPlacementAsItIs() {
        Bin a = running("a", "0_0", "0_3", "1_1");
        Bin b = running("b", "0_1", "0_2", "1_0");

        Map<String, SortedSet<TaskId>> placed = StickyBalancer.place(tasks(4, 2), List.of(a, b));

        assertThat(placed.get("a")).isEqualTo(new TreeSet<>(a.owned()));
        assertThat(placed.get("b")).isEqualTo(new TreeSet<>(b.owned()));
    }

    @Test
    void movesOnlyTheShareOfNewcomer() {
        Bin a = running("a", "0_0", "0_1", "0_2");
        Bin b = running("b", "0_3", "0_4", "0_5");

        Map<String, SortedSet<TaskId>> placed = StickyBalancer.place(tasks(6), List.of(a, b, fresh("c", 1)));

        assertThat(placed.get("c")).hasSize(2);
        assertThat(a.owned()).containsAll(placed.get("a"));
        assertThat(b.owned()).containsAll(placed.get("b"));
    }

    @Test
    void sharesOutWhatLeaverRan() {
        Bin a = running("a", "0_0", "0_1");
        Bin b = running("b", "0_2", "0_3");

        Map<String, SortedSet<TaskId>> placed = StickyBalancer.place(tasks(6), List.of(a, b));

        assertThat(placed.get("a")).containsAll(a.owned()).hasSize(3);
        assertThat(placed.get("b")).containsAll(b.owned()).hasSize(3);
    }

    @Test
    void sendsTaskToWhereMostOfItsStateIs() {
        Bin a = withState("a", Map.of(new TaskId(0, 0), 10L, new TaskId(0, 1), 500L));
        Bin b = withState("b", Map.of(new TaskId(0, 0), 90L, new TaskId(0, 1), 499L));

        Map<String, SortedSet<TaskId>> placed = StickyBalancer.place(tasks(2), List.of(a, b));

        assertThat(placed.get("a")).containsExactly(new TaskId(0, 1));
        assertThat(placed.get("b")).containsExactly(new TaskId(0, 0));
    }

    @Test
    void returningInstanceGetsTasksItHasStateOf() {
        Bin stayed = running("a", "0_0", "0_1", "0_2", "0_3");
        Bin returned = withState("b", Map.of(new TaskId(0, 1), 7L, new TaskId(0, 2), 7L));

        Map<String, SortedSet<TaskId>> placed = StickyBalancer.place(tasks(4), List.of(stayed, returned));

        assertThat(placed.get("b")).containsExactly(new TaskId(0, 1), new TaskId(0, 2));
    }

    @Test
    void orderOfBinsDoesNotMatter() {
        Bin a = running("a", "0_0");
        Bin b = withState("b", Map.of(new TaskId(1, 1), 3L));

        assertThat(StickyBalancer.place(tasks(5, 3), List.of(a, b)))
                .isEqualTo(StickyBalancer.place(tasks(5, 3), List.of(b, a)));
    }

    /** Any history of ownership: everything is placed once, even by sub-topology and in total, and then stays put. */
    @Test
    void anyPlacementIsCompleteEvenAndStable() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            List<TaskId> tasks = tasks(random.nextInt(9), random.nextInt(9), random.nextInt(9));
            List<Bin> bins = randomBins(random, tasks);

            Map<String, SortedSet<TaskId>> placed = StickyBalancer.place(tasks, bins);

            assertThat(placed.values().stream().flatMap(Set::stream))
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(tasks);
            assertThat(spread(placed.values(), -1)).as("totals, seed %d", seed).isLessThanOrEqualTo(1);
            for (int subtopology = 0; subtopology < 3; subtopology++) {
                assertThat(spread(placed.values(), subtopology))
                        .as("sub-topology %d, seed %d", subtopology, seed)
                        .isLessThanOrEqualTo(1);
            }
            List<Bin> after = bins.stream()
                    .map(bin -> new Bin(bin.id(), 1, placed.get(bin.id()), bin.stateSums()))
                    .toList();
            assertThat(StickyBalancer.place(tasks, after)).as("seed %d", seed).isEqualTo(placed);
        }
    }

    private static List<Bin> randomBins(Random random, List<TaskId> tasks) {
        int count = 1 + random.nextInt(6);
        List<Set<TaskId>> owned = new ArrayList<>();
        List<Map<TaskId, Long>> state = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            owned.add(new TreeSet<>());
            state.add(new HashMap<>());
        }
        for (TaskId task : tasks) {
            if (random.nextBoolean()) {
                owned.get(random.nextInt(count)).add(task);
            }
            state.get(random.nextInt(count)).put(task, (long) random.nextInt(5));
        }
        return IntStream.range(0, count)
                .mapToObj(i -> new Bin("bin" + i, 1, owned.get(i), state.get(i)))
                .toList();
    }

    /** Tasks of the fullest bin more than those of the emptiest; of one sub-topology, or all if negative. */
    private static long spread(Collection<SortedSet<TaskId>> placed, int subtopology) {
        long most = placed.stream()
                .mapToLong(tasks -> subtopology < 0 ? tasks.size() : countOf(tasks, subtopology))
                .max()
                .orElseThrow();
        long least = placed.stream()
                .mapToLong(tasks -> subtopology < 0 ? tasks.size() : countOf(tasks, subtopology))
                .min()
                .orElseThrow();
        return most - least;
    }

    private static long countOf(Set<TaskId> tasks, int subtopology) {
        return tasks.stream().filter(task -> task.subtopology() == subtopology).count();
    }

    private static List<TaskId> tasks(int... partitionsBySubtopology) {
        return IntStream.range(0, partitionsBySubtopology.length)
                .boxed()
                .flatMap(subtopology -> IntStream.range(0, partitionsBySubtopology[subtopology])
                        .mapToObj(partition -> new TaskId(subtopology, partition)))
                .toList();
    }

    private static Bin fresh(String id, int capacity) {
        return new Bin(id, capacity, Set.of(), Map.of());
    }

    private static Bin running(String id, String... tasks) {
        Set<TaskId> owned = new TreeSet<>();
        for (String task : tasks) {
            owned.add(TaskId.parse(task));
        }
        return new Bin(id, 1, owned, Map.of());
    }

    private static Bin withState(String id, Map<TaskId, Long> stateSums) {
        return new Bin(id, 1, Set.of(), stateSums);
    }
}
