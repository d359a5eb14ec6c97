package dev.millrace.streams.internal.assignment;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

import dev.millrace.streams.processor.TaskId;

/**
 * Shares tasks out to bins: evenly, and moving as few as that allows.
 *
 * <p>For maintainers. Three steps, each in a fixed order, so that equal inputs give equal placements on whichever member
 * leads:
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
 * <p>A bin with {@code n} tasks and capacity {@code c} costs {@code n²/c}; a move from {@code p} to {@code q} lowers the
 * sum if and only if {@code (2·p.n − 1)/p.c > (2·q.n + 1)/q.c}. Levelling lowers the pair (cost by sub-topology, total
 * cost) with each step, so it ends; with equal capacities it ends with sub-topologies and totals that differ by at most
 * one. For if a total differs by two, the fuller bin has one more task of some sub-topology, and that one may move.
 *
 * <p>Balance goes before stickiness: with warm-up replicas a task would first follow its changelog on the new bin and
 * move when it has caught up. Used twice, for instances and then for the threads of each. <i>Confined to one
 * placement.</i>
 */
final class StickyBalancer {
    private final Placement placement;

    private StickyBalancer(Placement placement) {
        this.placement = placement;
    }

    /**
     * Places each of {@code tasks} in one of {@code bins}.
     *
     * @param bins at least one
     * @return for each bin's id its tasks, in order
     */
    static Map<String, SortedSet<TaskId>> place(Collection<TaskId> tasks, List<Bin> bins) {
        SortedSet<TaskId> ordered = new TreeSet<>(tasks);
        StickyBalancer balancer = new StickyBalancer(new Placement(bins));
        ordered.removeIf(balancer::stick);
        ordered.forEach(balancer::fill);
        balancer.level();
        return balancer.placement.result();
    }

    private boolean stick(TaskId task) {
        Optional<Placement.Share> best = placement.shares().stream()
                .filter(share -> share.bin().stateOf(task) >= 0)
                .max(Comparator.<Placement.Share>comparingLong(
                                share -> share.bin().stateOf(task))
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

    private static Comparator<Placement.Share> emptiestFirst(TaskId task) {
        int subtopology = task.subtopology();
        return Comparator.<Placement.Share>comparingDouble(share -> share.loadAfterOneMore(subtopology))
                .thenComparingDouble(Placement.Share::totalAfterOneMore);
    }

    private void level() {
        while (moveOne(true)) {
            // until each sub-topology is even
        }
        while (moveOne(false)) {
            // until the totals are even
        }
    }

    private boolean moveOne(boolean forSubtopology) {
        for (Placement.Share from : placement.shares()) {
            for (Placement.Share to : placement.shares()) {
                Optional<TaskId> task = forSubtopology ? evensSubtopology(from, to) : evensTotal(from, to);
                if (from != to && task.isPresent()) {
                    from.remove(task.get());
                    to.add(task.get());
                    return true;
                }
            }
        }
        return false;
    }

    private static Optional<TaskId> evensSubtopology(Placement.Share from, Placement.Share to) {
        return cheapest(from, to, task -> from.gainOfMove(to, task.subtopology()) > 0);
    }

    private static Optional<TaskId> evensTotal(Placement.Share from, Placement.Share to) {
        if (from.gainOfMove(to) <= 0) {
            return Optional.empty();
        }
        return cheapest(from, to, task -> from.gainOfMove(to, task.subtopology()) >= 0);
    }

    private static Optional<TaskId> cheapest(Placement.Share from, Placement.Share to, Predicate<TaskId> allowed) {
        return from.tasks().stream()
                .filter(allowed)
                .min(Comparator.<TaskId>comparingLong(task -> from.bin().stateOf(task))
                        .thenComparing(Comparator.<TaskId>comparingLong(
                                        task -> to.bin().stateOf(task))
                                .reversed())
                        .thenComparing(Comparator.reverseOrder()));
    }
}
