package dev.millrace.broker.assignor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.apache.kafka.common.Uuid;

/**
 * Partitions of topics, by the ids of the topics.
 *
 * <p>Immutable. Iteration is in the order of topic ids and partition numbers.
 */
public final class PartitionSet {
    /** No partition at all. */
    public static final PartitionSet NONE = new PartitionSet(new TreeMap<>());

    private final SortedMap<Uuid, SortedSet<Integer>> byTopic;

    private PartitionSet(SortedMap<Uuid, SortedSet<Integer>> byTopic) {
        this.byTopic = byTopic;
    }

    /** Returns a set of these partitions; topics without any are left out. */
    public static PartitionSet of(Map<Uuid, ? extends Collection<Integer>> partitions) {
        SortedMap<Uuid, SortedSet<Integer>> copy = new TreeMap<>();
        partitions.forEach((topic, numbers) -> {
            if (!numbers.isEmpty()) {
                copy.put(topic, Collections.unmodifiableSortedSet(new TreeSet<>(numbers)));
            }
        });
        return copy.isEmpty() ? NONE : new PartitionSet(copy);
    }

    /** Returns the partitions as an unmodifiable view. */
    public SortedMap<Uuid, SortedSet<Integer>> byTopic() {
        return Collections.unmodifiableSortedMap(byTopic);
    }

    /** Returns whether nothing is in the set. */
    public boolean isEmpty() {
        return byTopic.isEmpty();
    }

    /** Returns how many partitions are in the set. */
    public int size() {
        return byTopic.values().stream().mapToInt(SortedSet::size).sum();
    }

    /** Returns whether a partition is in the set. */
    public boolean contains(Uuid topic, int partition) {
        SortedSet<Integer> numbers = byTopic.get(topic);
        return numbers != null && numbers.contains(partition);
    }

    /** Returns whether every partition of another set is in this one. */
    public boolean containsAll(PartitionSet other) {
        return other.filtered((topic, partition) -> !contains(topic, partition)).isEmpty();
    }

    /** Returns whether any partition is in both sets. */
    public boolean touches(PartitionSet other) {
        return !both(other).isEmpty();
    }

    /** Returns what is in both sets. */
    public PartitionSet both(PartitionSet other) {
        return filtered(other::contains);
    }

    /** Returns what is in this set and not in another. */
    public PartitionSet without(PartitionSet other) {
        return filtered((topic, partition) -> !other.contains(topic, partition));
    }

    /** Returns what is in either set. */
    public PartitionSet and(PartitionSet other) {
        SortedMap<Uuid, SortedSet<Integer>> all = new TreeMap<>();
        byTopic.forEach((topic, numbers) -> all.put(topic, new TreeSet<>(numbers)));
        other.byTopic.forEach((topic, numbers) ->
                all.computeIfAbsent(topic, id -> new TreeSet<>()).addAll(numbers));
        return of(all);
    }

    /** Returns the partitions that pass a test. */
    public PartitionSet filtered(Test test) {
        SortedMap<Uuid, List<Integer>> left = new TreeMap<>();
        byTopic.forEach((topic, numbers) -> {
            List<Integer> passed = new ArrayList<>(numbers);
            passed.removeIf(partition -> !test.passes(topic, partition));
            left.put(topic, passed);
        });
        return of(left);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PartitionSet that && byTopic.equals(that.byTopic);
    }

    @Override
    public int hashCode() {
        return byTopic.hashCode();
    }

    @Override
    public String toString() {
        return byTopic.toString();
    }

    /** Decides about one partition. */
    @FunctionalInterface
    public interface Test {
        /** Returns whether the partition passes. */
        boolean passes(Uuid topic, int partition);
    }
}
