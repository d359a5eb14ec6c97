package dev.millrace.streams.internal.dsl.operator.join;

import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;

/**
 * Keeps the records of one side of a join of streams for those of the other, and passes them on to be joined; one
 * without key is only passed on, since its time counts. <i>Confined to the owner of the task.</i>
 */
public final class KeepForPartners<K, V> implements Processor<K, V, K, V> {
    private final String storeName;
    private JoinWindow<K, V> window;
    private ProcessorContext<K, V> context;

    /** Keeps records in {@code storeName}. */
    public KeepForPartners(String storeName) {
        this.storeName = storeName;
    }

    @Override
    public void init(ProcessorContext<K, V> context) {
        this.context = context;
        window = JoinWindow.of(context, storeName);
    }

    @Override
    public void process(Record<K, V> record) {
        context.forward(record);
        if (record.key() != null) {
            window.keep(record);
        }
    }
}
