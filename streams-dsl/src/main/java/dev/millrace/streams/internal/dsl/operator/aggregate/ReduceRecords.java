package dev.millrace.streams.internal.dsl.operator.aggregate;

import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.ChangeForwarder;
import dev.millrace.streams.internal.dsl.change.DroppedRecords;
import dev.millrace.streams.internal.dsl.change.OperatorStore;
import dev.millrace.streams.kstream.Reducer;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.TimestampedKeyValueStore;
import dev.millrace.streams.state.ValueAndTimestamp;

/**
 * Makes the values of each key one, beginning with the first as it is; its time is the latest of them. <i>Confined to
 * the owner of the task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public final class ReduceRecords<K, V> implements Processor<K, V, K, Change<V>> {
    private final String storeName;
    private final Reducer<V> reducer;
    private final boolean oldValues;
    private TimestampedKeyValueStore<K, V> store;
    private ChangeForwarder<K, V> forwarder;
    private DroppedRecords dropped;

    /**
     * Keeps its results in {@code storeName}.
     *
     * @param oldValues whether changes say what the result was before
     */
    public ReduceRecords(String storeName, Reducer<V> reducer, boolean oldValues) {
        this.storeName = storeName;
        this.reducer = reducer;
        this.oldValues = oldValues;
    }

    @Override
    public void init(ProcessorContext<K, Change<V>> context) {
        store = OperatorStore.of(context, storeName);
        forwarder = new ChangeForwarder<>(store, context, oldValues);
        dropped = new DroppedRecords(context);
    }

    @Override
    public void process(Record<K, V> record) {
        K key = record.key();
        V value = record.value();
        if (key == null || value == null) {
            dropped.add("it has no key or no value to reduce into " + storeName);
            return;
        }
        ValueAndTimestamp<V> former = store.get(key);
        V before = ValueAndTimestamp.getValueOrNull(former);
        V after = former == null ? value : reducer.apply(before, value);
        long timestamp = former == null ? record.timestamp() : Math.max(record.timestamp(), former.timestamp());
        store.put(key, ValueAndTimestamp.make(after, timestamp));
        forwarder.changed(record, after, before, timestamp);
    }
}
