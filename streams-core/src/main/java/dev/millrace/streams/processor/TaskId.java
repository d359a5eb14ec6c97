package dev.millrace.streams.processor;

import dev.millrace.streams.errors.TaskIdFormatException;

import static java.util.Objects.requireNonNull;

/**
 * Names a task: the sub-topology it runs and the input partition it runs on, written {@code 0_3}. <i>Immutable.</i>
 *
 * <p>Orders by sub-topology, then by partition.
 */
public class TaskId implements Comparable<TaskId> {
    private final int subtopology;
    private final int partition;

    /** Names the task of {@code subtopology} on {@code partition}; both count from zero. */
    public TaskId(int subtopology, int partition) {
        this.subtopology = subtopology;
        this.partition = partition;
    }

    /** Number of the sub-topology, from zero, in the order of {@code Topology.describe()}. */
    public int subtopology() {
        return subtopology;
    }

    /** Number of the input partition, from zero. */
    public int partition() {
        return partition;
    }

    /**
     * Reads what {@link #toString()} writes.
     *
     * @throws TaskIdFormatException if {@code text} is not two numbers joined by an underscore
     */
    public static TaskId parse(String text) {
        int underscore = requireNonNull(text, "text").indexOf('_');
        if (underscore <= 0) {
            throw new TaskIdFormatException(text);
        }
        try {
            return new TaskId(
                    Integer.parseInt(text, 0, underscore, 10),
                    Integer.parseInt(text, underscore + 1, text.length(), 10));
        } catch (NumberFormatException | IndexOutOfBoundsException notNumbers) {
            throw new TaskIdFormatException(text);
        }
    }

    @Override
    public int compareTo(TaskId other) {
        int bySubtopology = Integer.compare(subtopology, other.subtopology);
        return bySubtopology != 0 ? bySubtopology : Integer.compare(partition, other.partition);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TaskId that && subtopology == that.subtopology && partition == that.partition;
    }

    @Override
    public int hashCode() {
        return 31 * subtopology + partition;
    }

    @Override
    public String toString() {
        return subtopology + "_" + partition;
    }
}
