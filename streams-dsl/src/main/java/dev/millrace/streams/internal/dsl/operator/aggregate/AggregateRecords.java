package dev.millrace.streams.internal.dsl.operator.aggregate;

import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.ChangeForwarder;
import dev.millrace.streams.internal.dsl.change.DroppedRecords;
import dev.millrace.streams.internal.dsl.change.OperatorStore;
import dev.millrace.streams.kstream.Aggregator;
import dev.millrace.streams.kstream.Initializer;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.TimestampedKeyValueStore;
import dev.millrace.streams.state.ValueAndTimestamp;

/**
 * Adds each record to the aggregate of its key. The aggregate's time is the latest of its records, so one that comes
 * late counts and does not turn time back. <i>Confined to the owner of the task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 * @param <A> type of aggregates
 */
public final class AggregateRecords<K, V, A> implements Processor<K, V, K, Change<A>> {
    private final String storeName;
    private final Initializer<A> initializer;
    private final Aggregator<? super K, ? super V, A> aggregator;
    private final boolean oldValues;
    private TimestampedKeyValueStore<K, A> store;
    private ChangeForwarder<K, A> forwarder;
    private DroppedRecords dropped;

    /**
     * Keeps its aggregates in {@code storeName}.
     *
     * @param oldValues whether changes say what the aggregate was before
     */
    public AggregateRecords(
            String storeName,
            Initializer<A> initializer,
            Aggregator<? super K, ? super V, A> aggregator,
            boolean oldValues) {
        this.storeName = storeName;
        this.initializer = initializer;
        this.aggregator = aggregator;
        this.oldValues = oldValues;
    }

    @Override
    public void init(ProcessorContext<K, Change<A>> context) {
        store = OperatorStore.of(context, storeName);
        forwarder = new ChangeForwarder<>(store, context, oldValues);
        dropped = new DroppedRecords(context);
    }

    @Override
    public void process(Record<K, V> record) {
        K key = record.key();
        V value = record.value();
        if (key == null || value == null) {
            dropped.add("it has no key or no value to aggregate into " + storeName);
            return;
        }
        ValueAndTimestamp<A> former = store.get(key);
        A before = former == null ? initializer.apply() : former.value();
        long timestamp = former == null ? record.timestamp() : Math.max(record.timestamp(), former.timestamp());
        A after = aggregator.apply(key, value, before);
        store.put(key, ValueAndTimestamp.make(after, timestamp));
        forwarder.changed(record, after, before, timestamp);
    }
}
