package dev.millrace.streams.internal.dsl.operator.stateless;

import dev.millrace.streams.internal.dsl.change.LeavesKeys;
import dev.millrace.streams.kstream.ForeachAction;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.Record;

/** Shows each record to an action and passes it on. <i>Confined to the owner of the task.</i> */
public final class PeekRecords<K, V> extends ContextualProcessor<K, V, K, V> implements LeavesKeys {
    private final ForeachAction<? super K, ? super V> action;

    /** Shows records to {@code action}. */
    public PeekRecords(ForeachAction<? super K, ? super V> action) {
        this.action = action;
    }

    @Override
    public void process(Record<K, V> record) {
        action.apply(record.key(), record.value());
        context().forward(record);
    }
}
