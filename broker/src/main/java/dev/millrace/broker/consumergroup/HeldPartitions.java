package dev.millrace.broker.consumergroup;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.apache.kafka.common.Uuid;

import dev.millrace.broker.assignor.PartitionSet;

/**
 * The partitions of a member, and since which of its epochs it has had each of them without a break (KIP-1251).
 *
 * <p>A commit that names an older epoch is still good if the member has had the partition ever since: nobody else can
 * have read it meanwhile.
 *
 * <p>Immutable.
 */
public final class HeldPartitions {
    static final HeldPartitions NONE = new HeldPartitions(new TreeMap<>());

    private final SortedMap<Integer, PartitionSet> bySince;
    private final PartitionSet partitions;

    private HeldPartitions(SortedMap<Integer, PartitionSet> bySince) {
        this.bySince = bySince;
        this.partitions = bySince.values().stream().reduce(PartitionSet.NONE, PartitionSet::and);
    }

    static HeldPartitions of(Map<Integer, PartitionSet> bySince) {
        SortedMap<Integer, PartitionSet> some = new TreeMap<>(bySince);
        some.values().removeIf(PartitionSet::isEmpty);
        return new HeldPartitions(some);
    }

    /** Returns the partitions by the epoch since which they have been held. */
    SortedMap<Integer, PartitionSet> bySince() {
        return Collections.unmodifiableSortedMap(bySince);
    }

    /** Returns all partitions. */
    public PartitionSet partitions() {
        return partitions;
    }

    /** Returns whether a partition is held, and was in some epoch and ever since. */
    boolean heldSince(Uuid topic, int partition, int epoch) {
        return bySince.headMap(epoch + 1).values().stream().anyMatch(set -> set.contains(topic, partition));
    }

    /** Returns the partitions that are held from now on; those that are new are so since an epoch. */
    HeldPartitions now(PartitionSet all, int epoch) {
        if (all.equals(partitions)) {
            return this;
        }
        SortedMap<Integer, PartitionSet> next = new TreeMap<>();
        bySince.forEach((since, set) -> next.put(since, set.both(all)));
        next.merge(epoch, all.without(partitions), PartitionSet::and);
        return of(next);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HeldPartitions that && bySince.equals(that.bySince);
    }

    @Override
    public int hashCode() {
        return bySince.hashCode();
    }

    @Override
    public String toString() {
        return bySince.toString();
    }
}
