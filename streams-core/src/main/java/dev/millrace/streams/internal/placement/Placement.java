package dev.millrace.streams.internal.placement;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.millrace.streams.processor.TaskId;

/** Which bin has which tasks so far, and how full that makes it. <i>Confined to one placement.</i> */
final class Placement {
    private final List<Share> shares;

    Placement(List<Bin> bins) {
        shares = bins.stream()
                .sorted(Comparator.comparing(Bin::id))
                .map(Share::new)
                .toList();
    }

    /** One share for each bin, in the order of ids. */
    List<Share> shares() {
        return shares;
    }

    Map<String, SortedSet<TaskId>> result() {
        Map<String, SortedSet<TaskId>> result = new TreeMap<>();
        shares.forEach(share -> result.put(share.bin.id(), share.tasks));
        return result;
    }

    /** The tasks of one bin. */
    static final class Share {
        private final Bin bin;
        private final SortedSet<TaskId> tasks = new TreeSet<>();
        private final Map<Integer, Integer> countBySubtopology = new TreeMap<>();

        private Share(Bin bin) {
            this.bin = bin;
        }

        Bin bin() {
            return bin;
        }

        SortedSet<TaskId> tasks() {
            return tasks;
        }

        void add(TaskId task) {
            tasks.add(task);
            countBySubtopology.merge(task.subtopology(), 1, Integer::sum);
        }

        void remove(TaskId task) {
            tasks.remove(task);
            countBySubtopology.computeIfPresent(task.subtopology(), (any, count) -> count == 1 ? null : count - 1);
        }

        /** Sub-topologies of its tasks, in order. */
        Collection<Integer> subtopologies() {
            return countBySubtopology.keySet();
        }

        double loadAfterOneMore(int subtopology) {
            return (count(subtopology) + 1.0) / bin.capacity();
        }

        double totalAfterOneMore() {
            return (tasks.size() + 1.0) / bin.capacity();
        }

        /** By how much a move of one task to {@code other} evens out the totals; negative if it does the opposite. */
        long gainOfMove(Share other) {
            return gain(tasks.size(), other.tasks.size(), other);
        }

        /** The same for the tasks of one sub-topology. */
        long gainOfMove(Share other, int subtopology) {
            return gain(count(subtopology), other.count(subtopology), other);
        }

        private long gain(long here, long there, Share other) {
            return (2 * here - 1) * other.bin.capacity() - (2 * there + 1) * bin.capacity();
        }

        private int count(int subtopology) {
            return countBySubtopology.getOrDefault(subtopology, 0);
        }
    }
}
