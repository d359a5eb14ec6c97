package dev.millrace.streams.internal.dsl.operator.join;

import dev.millrace.streams.internal.dsl.change.DroppedRecords;
import dev.millrace.streams.internal.dsl.change.OperatorStore;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.WindowStore;

/**
 * Keeps the records of one side of a join of streams for those of the other, and passes them on to be joined.
 * <i>Confined to the owner of the task.</i>
 */
public final class KeepForPartners<K, V> implements Processor<K, V, K, V> {
    private final String storeName;
    private final boolean alone;
    private WindowStore<K, V> store;
    private ProcessorContext<K, V> context;
    private DroppedRecords dropped;

    /**
     * Keeps records in {@code storeName}.
     *
     * @param alone whether a record goes on without a partner, and so without a key, too
     */
    public KeepForPartners(String storeName, boolean alone) {
        this.storeName = storeName;
        this.alone = alone;
    }

    @Override
    public void init(ProcessorContext<K, V> context) {
        this.context = context;
        store = OperatorStore.of(context, storeName);
        dropped = new DroppedRecords(context);
    }

    @Override
    public void process(Record<K, V> record) {
        if (record.key() == null && !alone) {
            dropped.add("it has no key to join streams by");
            return;
        }
        context.forward(record);
        if (record.key() != null) {
            store.put(record.key(), record.value(), record.timestamp());
        }
    }
}
