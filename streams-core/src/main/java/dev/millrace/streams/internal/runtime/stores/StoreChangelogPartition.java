package dev.millrace.streams.internal.runtime.stores;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.processor.StateRestoreCallback;

/**
 * One logged store of a task and where it stands in its changelog: what restoring starts from. <i>Immutable.</i>
 *
 * @param partition the changelog partition
 * @param storeName the store
 * @param callback takes the entries; an {@link dev.millrace.streams.internal.spi.BatchRestore} for our own stores
 * @param startOffset first offset the store does not hold yet; {@link #FROM_START} if it holds nothing
 * @param source whether the changelog is an input topic of the task itself, read for the store as well
 */
public record StoreChangelogPartition(
        TopicPartition partition, String storeName, StateRestoreCallback callback, long startOffset, boolean source) {
    /** The store is empty: restoring begins at the first offset there is. */
    public static final long FROM_START = -1;
}
