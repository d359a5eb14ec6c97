package dev.millrace.streams.processor;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.TaskIdFormatException;

import static java.util.Objects.requireNonNull;

/**
 * Names a task: the sub-topology it runs and the input partition it runs on, written {@code 0_3}. <i>Immutable.</i>
 *
 * <p>Orders by sub-topology, then by partition. An application may name topologies that it runs side by side; the
 * name then comes first, in order and in writing: {@code name__0_3}. Nothing here makes such tasks.
 */
public class TaskId implements Comparable<TaskId> {
    /** Stands between the name of a topology and the rest. */
    public static final String NAMED_TOPOLOGY_DELIMITER = "__";

    private final int subtopology;
    private final int partition;
    private final @Nullable String topologyName;

    /** Names the task of {@code subtopology} on {@code partition}; both count from zero. */
    public TaskId(int subtopology, int partition) {
        this(subtopology, partition, null);
    }

    /** The same in the topology called {@code topologyName}; null or empty for one without a name. */
    public TaskId(int subtopology, int partition, @Nullable String topologyName) {
        this.subtopology = subtopology;
        this.partition = partition;
        this.topologyName = topologyName == null || topologyName.isEmpty() ? null : topologyName;
    }

    /** Number of the sub-topology, from zero, in the order of {@code Topology.describe()}. */
    public int subtopology() {
        return subtopology;
    }

    /** Number of the input partition, from zero. */
    public int partition() {
        return partition;
    }

    /** Name of the topology; null without one. */
    public @Nullable String topologyName() {
        return topologyName;
    }

    /**
     * Reads what {@link #toString()} writes.
     *
     * @throws TaskIdFormatException if {@code text} is not two numbers joined by an underscore, perhaps after a name
     */
    public static TaskId parse(String text) {
        int delimiter = requireNonNull(text, "text").indexOf(NAMED_TOPOLOGY_DELIMITER);
        int numbers = delimiter < 0 ? 0 : delimiter + NAMED_TOPOLOGY_DELIMITER.length();
        int underscore = text.indexOf('_', numbers);
        if (underscore <= numbers) {
            throw new TaskIdFormatException(text);
        }
        try {
            return new TaskId(
                    Integer.parseInt(text, numbers, underscore, 10),
                    Integer.parseInt(text, underscore + 1, text.length(), 10),
                    delimiter < 0 ? null : text.substring(0, delimiter));
        } catch (NumberFormatException | IndexOutOfBoundsException notNumbers) {
            throw new TaskIdFormatException(text);
        }
    }

    /**
     * Compares in the order of this class.
     *
     * @throws IllegalStateException if only one of the two has a topology with a name
     */
    @Override
    public int compareTo(TaskId other) {
        if ((topologyName == null) != (other.topologyName == null)) {
            throw new IllegalStateException("Can't compare task " + this + " with " + other
                    + ": one belongs to a topology with a name, the other does not");
        }
        int byName = topologyName == null ? 0 : topologyName.compareTo(other.topologyName);
        if (byName != 0) {
            return byName;
        }
        int bySubtopology = Integer.compare(subtopology, other.subtopology);
        return bySubtopology != 0 ? bySubtopology : Integer.compare(partition, other.partition);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TaskId that
                && subtopology == that.subtopology
                && partition == that.partition
                && Objects.equals(topologyName, that.topologyName);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 + subtopology) + partition) + Objects.hashCode(topologyName);
    }

    @Override
    public String toString() {
        String numbers = subtopology + "_" + partition;
        return topologyName == null ? numbers : topologyName + NAMED_TOPOLOGY_DELIMITER + numbers;
    }
}
