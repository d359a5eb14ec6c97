package dev.millrace.streams.kstream;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.StreamPartitioner;

/**
 * How two tables are joined by a foreign key: the name of the join, and who chooses partitions of the two topics
 * between them. Those partitioners must agree with how the tables' own topics are partitioned; without one,
 * subscriptions go by the hash of the foreign key, and responses to the partition that the subscription came from.
 * <i>Immutable.</i>
 *
 * @param <K> type of this table's keys
 * @param <KO> type of the other table's keys
 */
public class TableJoined<K, KO> implements NamedOperation<TableJoined<K, KO>> {
    /** Places responses. */
    protected final @Nullable StreamPartitioner<K, Void> partitioner;

    /** Places subscriptions. */
    protected final @Nullable StreamPartitioner<KO, Void> otherPartitioner;

    /** First part of all names; null to have them generated. */
    protected final @Nullable String name;

    private TableJoined(
            @Nullable StreamPartitioner<K, Void> partitioner,
            @Nullable StreamPartitioner<KO, Void> otherPartitioner,
            @Nullable String name) {
        this.partitioner = partitioner;
        this.otherPartitioner = otherPartitioner;
        this.name = name;
    }

    /** The same as {@code tableJoined}; for subclasses. */
    protected TableJoined(TableJoined<K, KO> tableJoined) {
        this(tableJoined.partitioner, tableJoined.otherPartitioner, tableJoined.name);
    }

    /** Partitioners for this table's keys and the other's; null for none. */
    public static <K, KO> TableJoined<K, KO> with(
            @Nullable StreamPartitioner<K, Void> partitioner, @Nullable StreamPartitioner<KO, Void> otherPartitioner) {
        return new TableJoined<>(partitioner, otherPartitioner, null);
    }

    /** A name, which also names the topics and the store between the tables. */
    public static <K, KO> TableJoined<K, KO> as(@Nullable String name) {
        return new TableJoined<>(null, null, name);
    }

    /** The same with another partitioner for this table's keys. */
    public TableJoined<K, KO> withPartitioner(@Nullable StreamPartitioner<K, Void> newPartitioner) {
        return new TableJoined<>(newPartitioner, otherPartitioner, name);
    }

    /** The same with another partitioner for the other table's keys. */
    public TableJoined<K, KO> withOtherPartitioner(@Nullable StreamPartitioner<KO, Void> newOtherPartitioner) {
        return new TableJoined<>(partitioner, newOtherPartitioner, name);
    }

    @Override
    public TableJoined<K, KO> withName(@Nullable String newName) {
        return new TableJoined<>(partitioner, otherPartitioner, newName);
    }
}
