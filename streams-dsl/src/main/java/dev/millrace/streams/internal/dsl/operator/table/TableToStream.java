package dev.millrace.streams.internal.dsl.operator.table;

import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.LeavesKeys;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.Record;

/**
 * Makes a plain record of each change: the value a key has now, null if removed. <i>Confined to the owner of the
 * task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public final class TableToStream<K, V> extends ContextualProcessor<K, Change<V>, K, V> implements LeavesKeys {
    @Override
    public void process(Record<K, Change<V>> record) {
        context().forward(record.withValue(record.value().newValue()));
    }
}
