package dev.millrace.streams.processor;

import org.apache.kafka.common.TopicPartition;

/**
 * Hears how copies of stores on this instance, kept for the case that another instance fails, follow their changelogs
 * (KIP-988). <i>Called by the thread that restores</i>, for all stores: it must be quick.
 */
public interface StandbyUpdateListener {
    /** Why a copy is not kept up to date any more. */
    enum SuspendReason {
        /** The copy is not wanted on this instance any more, or the instance closes. */
        MIGRATED,
        /** The task now runs here and goes on with the copy. */
        PROMOTED
    }

    /**
     * A copy begins to follow its changelog.
     *
     * @param startingOffset first offset it does not hold
     */
    void onUpdateStart(TopicPartition topicPartition, String storeName, long startingOffset);

    /**
     * Entries were put into a copy.
     *
     * @param batchEndOffset offset of the last of them
     * @param batchSize how many they are
     * @param currentEndOffset end of the changelog as far as it is known, exclusive
     */
    void onBatchLoaded(
            TopicPartition topicPartition,
            String storeName,
            TaskId taskId,
            long batchEndOffset,
            long batchSize,
            long currentEndOffset);

    /**
     * A copy does not follow any more.
     *
     * @param storeOffset first offset it does not hold
     * @param currentEndOffset end of the changelog as far as it is known, exclusive
     */
    void onUpdateSuspended(
            TopicPartition topicPartition,
            String storeName,
            long storeOffset,
            long currentEndOffset,
            SuspendReason reason);
}
