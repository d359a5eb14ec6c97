package dev.millrace.streams.kstream;

import dev.millrace.streams.processor.ProcessorContext;

/**
 * Makes something of keys and values.
 *
 * @param <K> type of keys
 * @param <V> type of values
 * @param <R> type of what is made
 * @deprecated since 4.0: nothing takes one any more; use a {@code Processor}
 */
@Deprecated
public interface Transformer<K, V, R> {
    /** Called at the beginning. */
    void init(ProcessorContext context);

    /** What is made. */
    R transform(K key, V value);

    /** Called at the end. */
    void close();
}
