package dev.millrace.broker.streamsgroup;

import java.util.Comparator;

/**
 * One unit of work of a Streams application: a subtopology on one partition of its inputs.
 *
 * <p>Immutable. Ordered by subtopology, then by partition.
 *
 * @param subtopology names the subtopology
 * @param partition of each input, from 0
 */
public record GroupTask(String subtopology, int partition) implements Comparable<GroupTask> {
    private static final Comparator<GroupTask> ORDER =
            Comparator.comparing(GroupTask::subtopology).thenComparingInt(GroupTask::partition);

    @Override
    public int compareTo(GroupTask other) {
        return ORDER.compare(this, other);
    }
}
