package dev.millrace.streams.internal.placement;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;

import dev.millrace.streams.internal.placement.Placement.Share;
import dev.millrace.streams.processor.TaskId;

/**
 * Shares tasks out to bins: evenly, and moving as few as that allows.
 *
 * <p>For maintainers. Three steps, each in a fixed order, so that equal inputs give equal placements on whichever
 * member leads:
 *
 * <ol>
 *   <li><b>Stick.</b> A task stays with the bin that runs it, else goes where most of its state is.
 *   <li><b>Fill.</b> What is left goes to the bin with the fewest tasks of the same sub-topology, then of all, each per
 *       unit of capacity.
 *   <li><b>Level.</b> One task at a time moves from a bin to another: first as long as that evens out its own
 *       sub-topology, then as long as it evens out the total without unevening the sub-topology. Of the candidates that
 *       one moves which loses least state.
 * </ol>
 *
 * <p>A bin with {@code n} tasks and capacity {@code c} costs {@code n²/c}; a move from {@code p} to {@code q} lowers
 * the sum if and only if {@code (2·p.n − 1)/p.c > (2·q.n + 1)/q.c}. Levelling lowers the pair (cost by sub-topology,
 * total cost) with each step, so it ends; with equal capacities it ends with sub-topologies and totals that differ by
 * at most one. For if a total differs by two, the fuller bin has one more task of some sub-topology, and that one may
 * move.
 *
 * <p>Balance goes before stickiness: with warm-up replicas a task would first follow its changelog on the new bin and
 * move when it has caught up. Used twice, for instances and then for the threads of each. <i>Confined to one
 * placement.</i>
 */
public final class StickyBalancer {
    private final Placement placement;
    private final boolean bySubtopology;

    private StickyBalancer(Placement placement, boolean bySubtopology) {
        this.placement = placement;
        this.bySubtopology = bySubtopology;
    }

    /**
     * Places each of {@code tasks} in one of {@code bins}.
     *
     * @param bins at least one
     * @return for each bin's id its tasks, in order
     */
    public static Map<String, SortedSet<TaskId>> place(Collection<TaskId> tasks, List<Bin> bins) {
        return place(tasks, bins, true);
    }

    /** The same, but only the totals are evened out: something else decides which sub-topologies a bin has. */
    public static Map<String, SortedSet<TaskId>> placeByTotal(Collection<TaskId> tasks, List<Bin> bins) {
        return place(tasks, bins, false);
    }

    private static Map<String, SortedSet<TaskId>> place(
            Collection<TaskId> tasks, List<Bin> bins, boolean bySubtopology) {
        SortedSet<TaskId> ordered = new TreeSet<>(tasks);
        StickyBalancer balancer = new StickyBalancer(new Placement(bins), bySubtopology);
        ordered.removeIf(balancer::stick);
        ordered.forEach(balancer::fill);
        balancer.level();
        return balancer.placement.result();
    }

    private boolean stick(TaskId task) {
        Optional<Share> best = placement.shares().stream()
                .filter(share -> share.bin().stateOf(task) >= 0)
                .max(Comparator.<Share>comparingLong(share -> share.bin().stateOf(task))
                        .thenComparing(emptiestFirst(task).reversed()));
        best.ifPresent(share -> share.add(task));
        return best.isPresent();
    }

    private void fill(TaskId task) {
        placement.shares().stream()
                .min(emptiestFirst(task))
                .orElseThrow(() -> new IllegalArgumentException("no bins"))
                .add(task);
    }

    private Comparator<Share> emptiestFirst(TaskId task) {
        if (!bySubtopology) {
            return Comparator.comparingDouble(Share::totalAfterOneMore);
        }
        int subtopology = task.subtopology();
        return Comparator.<Share>comparingDouble(share -> share.loadAfterOneMore(subtopology))
                .thenComparingDouble(Share::totalAfterOneMore);
    }

    private void level() {
        while (bySubtopology && moveOne(StickyBalancer::evensSubtopology)) {
            // until each sub-topology is even
        }
        while (moveOne(this::evensTotal)) {
            // until the totals are even
        }
    }

    /** Makes the move that gains most, so that no task moves twice; false if none gains. */
    private boolean moveOne(BiFunction<Share, Share, Optional<Move>> moveBetween) {
        Optional<Move> best = placement.shares().stream()
                .flatMap(from -> placement.shares().stream().map(to -> moveBetween.apply(from, to)))
                .flatMap(Optional::stream)
                .reduce((one, other) -> other.gain > one.gain ? other : one);
        best.ifPresent(Move::make);
        return best.isPresent();
    }

    private static Optional<Move> evensSubtopology(Share from, Share to) {
        return from.subtopologies().stream()
                .map(subtopology -> new Move(from, to, subtopology, from.gainOfMove(to, subtopology)))
                .filter(move -> move.gain > 0)
                .reduce((one, other) -> other.gain > one.gain ? other : one);
    }

    private Optional<Move> evensTotal(Share from, Share to) {
        long gain = from.gainOfMove(to);
        if (gain <= 0) {
            return Optional.empty();
        }
        return from.subtopologies().stream()
                .filter(subtopology -> !bySubtopology || from.gainOfMove(to, subtopology) >= 0)
                .map(subtopology -> new Move(from, to, subtopology, gain))
                .min(Comparator.comparingLong(move -> from.bin().stateOf(move.task())));
    }

    /** Of one sub-topology, the task that loses least state by moving. */
    private record Move(Share from, Share to, int subtopology, long gain) {
        TaskId task() {
            return from.tasks().stream()
                    .filter(task -> task.subtopology() == subtopology)
                    .min(Comparator.<TaskId>comparingLong(task -> from.bin().stateOf(task))
                            .thenComparing(Comparator.<TaskId>comparingLong(
                                            task -> to.bin().stateOf(task))
                                    .reversed())
                            .thenComparing(Comparator.reverseOrder()))
                    .orElseThrow();
        }

        void make() {
            TaskId task = task();
            from.remove(task);
            to.add(task);
        }
    }
}
