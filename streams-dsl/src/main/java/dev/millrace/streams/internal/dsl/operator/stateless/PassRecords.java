package dev.millrace.streams.internal.dsl.operator.stateless;

import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.Record;

/** Passes records on as they are: where streams meet. <i>Confined to the owner of the task.</i> */
public final class PassRecords<K, V> extends ContextualProcessor<K, V, K, V> {
    @Override
    public void process(Record<K, V> record) {
        context().forward(record);
    }
}
