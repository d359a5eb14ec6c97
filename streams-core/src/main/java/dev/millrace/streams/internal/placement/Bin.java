package dev.millrace.streams.internal.placement;

import java.util.Map;
import java.util.Set;

import dev.millrace.streams.processor.TaskId;

/**
 * Something that tasks are shared out to: an instance, or one of its threads. <i>Immutable.</i>
 *
 * @param id unique among the bins of one placement; equal inputs are placed in the order of ids
 * @param capacity its weight, at least 1: the number of threads of an instance
 * @param owned tasks it runs now
 * @param stateSums for tasks whose local state it has but does not run: the sum of changelog offsets
 */
public record Bin(String id, int capacity, Set<TaskId> owned, Map<TaskId, Long> stateSums) {
    /** Keeps copies. */
    public Bin {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity of " + id + " is " + capacity);
        }
        owned = Set.copyOf(owned);
        stateSums = Map.copyOf(stateSums);
    }

    /** How much of the state of {@code task} is here; more is better, -1 is none. */
    long stateOf(TaskId task) {
        return owned.contains(task) ? Long.MAX_VALUE : stateSums.getOrDefault(task, -1L);
    }
}
