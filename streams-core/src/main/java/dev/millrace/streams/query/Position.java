package dev.millrace.streams.query;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * How far a store has come in the input: for partitions of input topics, the offset of the last record that changed the
 * store. Offsets only grow.
 *
 * <p><i>Thread-safe: by concurrent maps;</i> {@link #withComponent} and {@link #merge} change this object and give it
 * back. Not fit for a key of a hash map, since it changes.
 */
public class Position {
    private final ConcurrentHashMap<String, ConcurrentHashMap<Integer, Long>> offsets = new ConcurrentHashMap<>();

    private Position() {}

    /** Before the first record. */
    public static Position emptyPosition() {
        return new Position();
    }

    /** A copy of {@code map}, from topic to partition to offset; null for {@link #emptyPosition}. */
    public static Position fromMap(@Nullable Map<String, ? extends Map<Integer, Long>> map) {
        Position position = new Position();
        if (map != null) {
            map.forEach((topic, partitions) -> position.partitionsOf(topic).putAll(partitions));
        }
        return position;
    }

    private ConcurrentHashMap<Integer, Long> partitionsOf(String topic) {
        return offsets.computeIfAbsent(topic, unknown -> new ConcurrentHashMap<>());
    }

    /** Moves on to {@code offset} in a partition, unless it is there already or beyond. */
    public Position withComponent(String topic, int partition, long offset) {
        partitionsOf(topic).merge(partition, offset, Math::max);
        return this;
    }

    /** Moves on to the offsets of {@code other} where those are higher; null changes nothing. */
    public Position merge(@Nullable Position other) {
        if (other != null) {
            other.offsets.forEach((topic, partitions) ->
                    partitions.forEach((partition, offset) -> withComponent(topic, partition, offset)));
        }
        return this;
    }

    /** Another that does not change with this one. */
    public Position copy() {
        return fromMap(offsets);
    }

    /** The topics of which it knows a partition. */
    public Set<String> getTopics() {
        return Collections.unmodifiableSet(offsets.keySet());
    }

    /** The offset in each known partition of {@code topic}; empty if there is none. */
    public Map<Integer, Long> getPartitionPositions(String topic) {
        Map<Integer, Long> partitions = offsets.get(topic);
        return partitions == null ? Map.of() : Collections.unmodifiableMap(partitions);
    }

    /** Whether it knows no topic. */
    public boolean isEmpty() {
        return offsets.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Position that && offsets.equals(that.offsets);
    }

    /**
     * Refuses.
     *
     * @throws UnsupportedOperationException always: a key must not change
     */
    @Override
    public int hashCode() {
        throw new UnsupportedOperationException("A position changes, so it is no key of a hash map");
    }

    @Override
    public String toString() {
        return "Position{position=" + offsets + "}";
    }
}
