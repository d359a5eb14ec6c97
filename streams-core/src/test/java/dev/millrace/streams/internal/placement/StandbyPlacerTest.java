package dev.millrace.streams.internal.placement;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import dev.millrace.streams.processor.TaskId;

import static org.assertj.core.api.Assertions.assertThat;

class StandbyPlacerTest {
    @Test
    void copyIsNeverWhereTheTaskRuns() {
        Map<String, SortedSet<TaskId>> placed = StandbyPlacer.place(
                tasks(0, 1, 2, 3), List.of(bin("a"), bin("b")), Map.of("a", tasks(0, 1), "b", tasks(2, 3)), 1);

        assertThat(placed).isEqualTo(Map.of("a", tasks(2, 3), "b", tasks(0, 1)));
    }

    @Test
    void moreCopiesThanInstancesAreNotAskedFor() {
        Map<String, SortedSet<TaskId>> placed =
                StandbyPlacer.place(tasks(0), List.of(bin("a"), bin("b")), Map.of("a", tasks(0), "b", tasks()), 3);

        assertThat(placed).isEqualTo(Map.of("a", tasks(), "b", tasks(0)));
    }

    @Test
    void loneInstanceKeepsNoCopies() {
        assertThat(StandbyPlacer.place(tasks(0, 1), List.of(bin("a")), Map.of("a", tasks(0, 1)), 1))
                .isEqualTo(Map.of("a", tasks()));
    }

    @Test
    void noReplicasNoCopies() {
        assertThat(StandbyPlacer.place(tasks(0), List.of(bin("a"), bin("b")), Map.of("a", tasks(0), "b", tasks()), 0))
                .isEqualTo(Map.of("a", tasks(), "b", tasks()));
    }

    @Test
    void copyStaysWhereStateIs() {
        Bin withState = new Bin("c", 1, Set.of(), Map.of(new TaskId(0, 0), 100L));

        Map<String, SortedSet<TaskId>> placed = StandbyPlacer.place(
                tasks(0), List.of(bin("a"), bin("b"), withState), Map.of("a", tasks(0), "b", tasks(), "c", tasks()), 1);

        assertThat(placed.get("c")).containsExactly(new TaskId(0, 0));
    }

    @Test
    void noInstanceGetsMoreThanItsShare() {
        Bin hasAll = new Bin(
                "c",
                1,
                Set.of(),
                Map.of(new TaskId(0, 0), 9L, new TaskId(0, 1), 9L, new TaskId(0, 2), 9L, new TaskId(0, 3), 9L));

        Map<String, SortedSet<TaskId>> placed = StandbyPlacer.place(
                tasks(0, 1, 2, 3),
                List.of(bin("a"), bin("b"), hasAll),
                Map.of("a", tasks(0, 1), "b", tasks(2, 3), "c", tasks()),
                1);

        assertThat(placed)
                .containsOnly(Map.entry("a", tasks(2, 3)), Map.entry("b", tasks()), Map.entry("c", tasks(0, 1)));
    }

    private static Bin bin(String id) {
        return new Bin(id, 1, Set.of(), Map.of());
    }

    private static SortedSet<TaskId> tasks(int... partitions) {
        SortedSet<TaskId> tasks = new TreeSet<>();
        for (int partition : partitions) {
            tasks.add(new TaskId(0, partition));
        }
        return tasks;
    }
}
