package dev.millrace.streams.internal.placement;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.millrace.streams.processor.TaskId;

/**
 * Chooses for each task with state the instances that keep a copy of it: never the one that runs it, first those that
 * have state of it already, as long as no instance gets more than its share; then the emptiest. Equal inputs give equal
 * placements. <i>Confined to one placement.</i>
 */
public final class StandbyPlacer {
    private final List<Bin> bins;
    private final Map<String, ? extends Collection<TaskId>> active;
    private final Map<String, SortedSet<TaskId>> placed = new TreeMap<>();
    private final Map<String, Double> shares = new HashMap<>();

    private StandbyPlacer(List<Bin> bins, Map<String, ? extends Collection<TaskId>> active, int copies) {
        this.bins = bins;
        this.active = active;
        int capacity = bins.stream().mapToInt(Bin::capacity).sum();
        for (Bin bin : bins) {
            placed.put(bin.id(), new TreeSet<>());
            shares.put(bin.id(), Math.ceil((double) copies * bin.capacity() / capacity));
        }
    }

    /**
     * Places {@code replicas} copies of each of {@code tasks}, fewer where there are not enough instances.
     *
     * @param bins all instances
     * @param active for each bin's id the tasks it is to run
     * @return for each bin's id its copies
     */
    public static Map<String, SortedSet<TaskId>> place(
            Collection<TaskId> tasks, List<Bin> bins, Map<String, ? extends Collection<TaskId>> active, int replicas) {
        int copiesOfEach = Math.min(replicas, bins.size() - 1);
        StandbyPlacer placer = new StandbyPlacer(bins, active, tasks.size() * copiesOfEach);
        for (TaskId task : new TreeSet<>(tasks)) {
            for (int copy = 0; copy < copiesOfEach; copy++) {
                placer.place(task);
            }
        }
        return placer.placed;
    }

    private void place(TaskId task) {
        bins.stream()
                .filter(bin -> !active.get(bin.id()).contains(task))
                .filter(bin -> !placed.get(bin.id()).contains(task))
                .min(Comparator.comparing(this::full)
                        .thenComparing(bin -> bin.stateOf(task), Comparator.reverseOrder())
                        .thenComparingDouble(this::load)
                        .thenComparing(Bin::id))
                .ifPresent(bin -> placed.get(bin.id()).add(task));
    }

    private boolean full(Bin bin) {
        return placed.get(bin.id()).size() >= shares.get(bin.id());
    }

    private double load(Bin bin) {
        return (double) (active.get(bin.id()).size() + placed.get(bin.id()).size()) / bin.capacity();
    }
}
