package dev.millrace.broker.parking;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DeadlineQueueTest {
    private final DeadlineQueue queue = new DeadlineQueue();
    private final List<String> ran = new ArrayList<>();

    @Test
    void runsWhatIsDueInTheOrderOfTime() {
        queue.add(30, () -> ran.add("c"));
        queue.add(10, () -> ran.add("a"));
        queue.add(20, () -> ran.add("b"));

        assertThat(queue.runDue(20)).isEqualTo(2);
        assertThat(ran).containsExactly("a", "b");
        assertThat(queue.nextMs()).isEqualTo(30);
    }

    @Test
    void cancelledDeadlineDoesNotRunAndLeavesNothing() {
        Deadline deadline = queue.add(10, () -> ran.add("a"));

        queue.cancel(deadline);
        queue.cancel(deadline);

        assertThat(queue.runDue(100)).isZero();
        assertThat(queue.size()).isZero();
        assertThat(queue.nextMs()).isEqualTo(DeadlineQueue.NEVER);
    }

    @Test
    void deadlineThatHasRunCanBeMovedAndRunsAgain() {
        Deadline deadline = queue.add(10, () -> ran.add("a"));
        queue.runDue(10);

        queue.move(deadline, 20);
        queue.runDue(20);

        assertThat(ran).containsExactly("a", "a");
    }

    @Test
    void actionMayAddAndCancelOthers() {
        Deadline victim = queue.add(10, () -> ran.add("victim"));
        queue.add(5, () -> {
            queue.cancel(victim);
            queue.add(10, () -> ran.add("added"));
        });

        queue.runDue(10);

        assertThat(ran).containsExactly("added");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreesWithASortedMapWhateverIsDone(long seed) {
        Random random = new Random(seed);
        TreeMap<Long, Deadline> model = new TreeMap<>();
        List<Deadline> known = new ArrayList<>();
        for (int step = 0; step < 2_000; step++) {
            long at = random.nextInt(1_000_000) * 10_000L + step;
            int choice = random.nextInt(4);
            if (choice < 2 || known.isEmpty()) {
                Deadline added = queue.add(at, () -> {});
                known.add(added);
                model.put(at, added);
            } else {
                Deadline chosen = known.get(random.nextInt(known.size()));
                model.remove(chosen.atMs(), chosen);
                if (choice == 2) {
                    queue.cancel(chosen);
                    known.remove(chosen);
                } else {
                    queue.move(chosen, at);
                    model.put(at, chosen);
                }
            }
            assertThat(queue.nextMs()).isEqualTo(model.isEmpty() ? DeadlineQueue.NEVER : (long) model.firstKey());
            assertThat(queue.size()).isEqualTo(model.size());
        }
    }
}
