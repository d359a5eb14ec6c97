package dev.millrace.streams.internal.runtime.thread;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.processor.StateRestoreListener;

/** Tells the restore listener how global stores are filled at first. <i>Confined to the global thread.</i> */
public final class FillProgress {
    private final StateRestoreListener listener;
    private final Map<TopicPartition, String> stores = new HashMap<>();
    private final Map<TopicPartition, Long> counts = new HashMap<>();

    /** Tells {@code listener}. */
    public FillProgress(StateRestoreListener listener) {
        this.listener = listener;
    }

    void begin(TopicPartition partition, String store, long position, long end) {
        stores.put(partition, store);
        counts.put(partition, 0L);
        listener.onRestoreStart(partition, store, position, end);
    }

    void took(TopicPartition partition, long lastOffset, long count) {
        counts.merge(partition, count, Long::sum);
        listener.onBatchRestored(partition, stores.get(partition), lastOffset, count);
    }

    void end(TopicPartition partition) {
        listener.onRestoreEnd(partition, stores.get(partition), counts.get(partition));
    }
}
