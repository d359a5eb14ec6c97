package dev.millrace.streams.internal.dsl.operator.table;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.ChangeForwarder;
import dev.millrace.streams.internal.dsl.change.OperatorStore;
import dev.millrace.streams.kstream.ValueMapperWithKey;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.TimestampedKeyValueStore;
import dev.millrace.streams.state.ValueAndTimestamp;

/**
 * A table with the same keys and other values. A removal stays one and never reaches the mapper. <i>Confined to the
 * owner of the task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 * @param <VOut> type of values made
 */
public final class MapTableValues<K, V, VOut> implements Processor<K, Change<V>, K, Change<VOut>> {
    private final ValueMapperWithKey<? super K, ? super V, ? extends VOut> mapper;
    private final @Nullable String storeName;
    private final boolean oldValues;
    private @Nullable TimestampedKeyValueStore<K, VOut> store;
    private @Nullable ChangeForwarder<K, VOut> forwarder;
    private ProcessorContext<K, Change<VOut>> context;

    /**
     * With the values that {@code mapper} makes.
     *
     * @param storeName where they are kept; null if nowhere
     * @param oldValues whether changes say which value was made before
     */
    public MapTableValues(
            ValueMapperWithKey<? super K, ? super V, ? extends VOut> mapper,
            @Nullable String storeName,
            boolean oldValues) {
        this.mapper = mapper;
        this.storeName = storeName;
        this.oldValues = oldValues;
    }

    @Override
    public void init(ProcessorContext<K, Change<VOut>> context) {
        this.context = context;
        if (storeName != null) {
            store = OperatorStore.of(context, storeName);
            forwarder = new ChangeForwarder<>(store, context, oldValues);
        }
    }

    @Override
    public void process(Record<K, Change<V>> record) {
        K key = record.key();
        VOut after = mapped(key, record.value().newValue());
        VOut before = oldValues ? before(key, record.value()) : null;
        if (store == null) {
            context.forward(record.withValue(new Change<>(after, before)));
            return;
        }
        store.put(key, ValueAndTimestamp.make(after, record.timestamp()));
        forwarder.changed(record, after, before, record.timestamp());
    }

    private @Nullable VOut before(K key, Change<V> change) {
        return store == null ? mapped(key, change.oldValue()) : ValueAndTimestamp.getValueOrNull(store.get(key));
    }

    private @Nullable VOut mapped(K key, @Nullable V value) {
        return value == null ? null : mapper.apply(key, value);
    }
}
