package dev.millrace.streams.processor;

import org.apache.kafka.common.TopicPartition;

/**
 * Hears how restoring goes. <i>Called by the restoring thread</i>, for all stores of the instance, so it must be
 * thread-safe and quick.
 */
public interface StateRestoreListener {
    /** A store begins: entries from {@code startingOffset}, inclusive, up to {@code endingOffset}, exclusive. */
    void onRestoreStart(TopicPartition topicPartition, String storeName, long startingOffset, long endingOffset);

    /** {@code numRestored} entries were applied; the last had offset {@code batchEndOffset}. */
    void onBatchRestored(TopicPartition topicPartition, String storeName, long batchEndOffset, long numRestored);

    /** The store is complete after {@code totalRestored} entries. */
    void onRestoreEnd(TopicPartition topicPartition, String storeName, long totalRestored);

    /** The store was taken away before it was complete. */
    default void onRestoreSuspended(TopicPartition topicPartition, String storeName, long totalRestored) {}
}
