package dev.millrace.streams.kstream;

import dev.millrace.streams.processor.ProcessorContext;

/**
 * Makes values of a table's values, with stores or punctuations if it wants. <i>Confined to the thread that owns the
 * task;</i> each task has its own.
 *
 * @param <K> type of keys
 * @param <V> type of values taken
 * @param <VR> type of values made
 */
public interface ValueTransformerWithKey<K, V, VR> {
    /** Called before anything is transformed. */
    void init(ProcessorContext context);

    /**
     * The new value.
     *
     * @param readOnlyKey decides about the partition, so it must be left as it is
     * @param value null if the row is removed
     */
    VR transform(K readOnlyKey, V value);

    /** Called when the task closes. Stores are still open, but are closed by the task. */
    void close();
}
