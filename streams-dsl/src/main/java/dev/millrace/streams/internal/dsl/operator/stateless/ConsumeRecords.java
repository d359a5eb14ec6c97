package dev.millrace.streams.internal.dsl.operator.stateless;

import dev.millrace.streams.kstream.ForeachAction;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.Record;

/** Hands each record to an action and ends there. <i>Confined to the owner of the task.</i> */
public final class ConsumeRecords<K, V> extends ContextualProcessor<K, V, Void, Void> {
    private final ForeachAction<? super K, ? super V> action;

    /** Hands records to {@code action}. */
    public ConsumeRecords(ForeachAction<? super K, ? super V> action) {
        this.action = action;
    }

    @Override
    public void process(Record<K, V> record) {
        action.apply(record.key(), record.value());
    }
}
