package dev.millrace.streams.processor;

import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Chooses the partitions a record is written to.
 *
 * @param <K> type of the key
 * @param <V> type of the value
 */
@FunctionalInterface
public interface StreamPartitioner<K, V> {
    /**
     * The partitions for one record.
     *
     * @param topic topic written to
     * @param numPartitions its partition count
     * @return the partitions, each below {@code numPartitions}; an empty set drops the record; an empty optional leaves
     *     the choice to the producer's default
     */
    Optional<Set<Integer>> partitions(String topic, @Nullable K key, @Nullable V value, int numPartitions);
}
