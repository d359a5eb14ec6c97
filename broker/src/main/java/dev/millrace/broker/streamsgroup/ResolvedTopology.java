package dev.millrace.broker.streamsgroup;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * A topology held against the topics that there are.
 *
 * <p>Immutable by agreement.
 *
 * @param topicsVersion of the topics it was held against
 * @param parts by name of the subtopology; empty when there is an obstacle
 * @param missing repartition and changelog topics to be made, with their numbers of partitions
 * @param obstacle why no tasks can be handed out; null if they can
 */
record ResolvedTopology(
        long topicsVersion,
        SortedMap<String, Part> parts,
        List<DemandedTopic> missing,
        @Nullable GroupStatus obstacle) {

    /** What stands for the topology of a group that has none yet. */
    static final ResolvedTopology NOTHING = new ResolvedTopology(-1, new TreeMap<>(), List.of(), null);

    static ResolvedTopology blocked(long topicsVersion, GroupStatus.Code code, String detail) {
        return new ResolvedTopology(topicsVersion, new TreeMap<>(), List.of(), new GroupStatus(code, detail));
    }

    /** Returns all tasks there are to do. */
    SortedSet<GroupTask> tasks() {
        SortedSet<GroupTask> all = new TreeSet<>();
        parts.forEach((id, part) -> {
            for (int partition = 0; partition < part.taskCount(); partition++) {
                all.add(new GroupTask(id, partition));
            }
        });
        return all;
    }

    boolean isStateful(GroupTask task) {
        Part part = parts.get(task.subtopology());
        return part != null && !part.changelogs().isEmpty();
    }

    /**
     * A subtopology whose patterns are resolved and whose partitions are counted.
     *
     * @param taskCount how many tasks it has: the most partitions of any of its inputs
     * @param sources topics of the user that it reads, those that match its patterns among them
     * @param repartitionSources repartition topics that it reads, with their numbers of partitions
     * @param changelogs the topics that keep its state, with their numbers of partitions
     */
    record Part(
            int taskCount,
            SortedSet<String> sources,
            List<DemandedTopic> repartitionSources,
            List<DemandedTopic> changelogs) {}
}
