package dev.millrace.streams.kstream;

import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.Record;

/**
 * Hands each record to an action.
 *
 * @param <K> type of keys
 * @param <V> type of values
 * @deprecated since 4.0: was never meant to be public; use {@link KStream#foreach}
 */
@Deprecated
public class ForeachProcessor<K, V> implements Processor<K, V, Void, Void> {
    private final ForeachAction<K, V> action;

    /**
     * For {@code action}.
     *
     * @deprecated with the class
     */
    @Deprecated
    public ForeachProcessor(ForeachAction<K, V> action) {
        this.action = action;
    }

    /**
     * Calls the action.
     *
     * @deprecated with the class
     */
    @Deprecated
    @Override
    public void process(Record<K, V> record) {
        action.apply(record.key(), record.value());
    }
}
