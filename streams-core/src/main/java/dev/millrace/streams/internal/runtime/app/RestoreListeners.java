package dev.millrace.streams.internal.runtime.app;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.StandbyUpdateListener;
import dev.millrace.streams.processor.StateRestoreListener;
import dev.millrace.streams.processor.TaskId;

/**
 * Passes on to the listeners of the user that are set when restoring begins. <i>Thread-safe:</i> two volatile
 * references.
 */
public final class RestoreListeners implements StateRestoreListener, StandbyUpdateListener {
    private volatile @Nullable StateRestoreListener restoreListener;
    private volatile @Nullable StandbyUpdateListener standbyListener;

    /** Nobody listens. */
    public RestoreListeners() {}

    /** Sets what hears of stores being restored. */
    public void restore(@Nullable StateRestoreListener listener) {
        restoreListener = listener;
    }

    /** Sets what hears of copies. */
    public void standby(@Nullable StandbyUpdateListener listener) {
        standbyListener = listener;
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String storeName, long start, long end) {
        StateRestoreListener listener = restoreListener;
        if (listener != null) {
            listener.onRestoreStart(partition, storeName, start, end);
        }
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String storeName, long batchEnd, long count) {
        StateRestoreListener listener = restoreListener;
        if (listener != null) {
            listener.onBatchRestored(partition, storeName, batchEnd, count);
        }
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String storeName, long total) {
        StateRestoreListener listener = restoreListener;
        if (listener != null) {
            listener.onRestoreEnd(partition, storeName, total);
        }
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String storeName, long total) {
        StateRestoreListener listener = restoreListener;
        if (listener != null) {
            listener.onRestoreSuspended(partition, storeName, total);
        }
    }

    @Override
    public void onUpdateStart(TopicPartition partition, String storeName, long start) {
        StandbyUpdateListener listener = standbyListener;
        if (listener != null) {
            listener.onUpdateStart(partition, storeName, start);
        }
    }

    @Override
    public void onBatchLoaded(
            TopicPartition partition, String storeName, TaskId task, long batchEnd, long count, long end) {
        StandbyUpdateListener listener = standbyListener;
        if (listener != null) {
            listener.onBatchLoaded(partition, storeName, task, batchEnd, count, end);
        }
    }

    @Override
    public void onUpdateSuspended(
            TopicPartition partition, String storeName, long offset, long end, SuspendReason reason) {
        StandbyUpdateListener listener = standbyListener;
        if (listener != null) {
            listener.onUpdateSuspended(partition, storeName, offset, end, reason);
        }
    }
}
