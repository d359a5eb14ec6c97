package dev.millrace.streams.internal.dsl.operator.table;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.ChangeForwarder;
import dev.millrace.streams.internal.dsl.change.OperatorStore;
import dev.millrace.streams.kstream.Predicate;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.TimestampedKeyValueStore;
import dev.millrace.streams.state.ValueAndTimestamp;

/**
 * The rows of a table for which a condition holds, or does not. A row that stops to hold becomes a removal. With old
 * values known, a row that was out before and stays out is passed over; without, it is removed once more. <i>Confined
 * to the owner of the task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public final class FilterTable<K, V> implements Processor<K, Change<V>, K, Change<V>> {
    private final Predicate<? super K, ? super V> predicate;
    private final boolean wanted;
    private final @Nullable String storeName;
    private final boolean oldValues;
    private @Nullable TimestampedKeyValueStore<K, V> store;
    private @Nullable ChangeForwarder<K, V> forwarder;
    private ProcessorContext<K, Change<V>> context;

    /**
     * The rows for which {@code predicate} says {@code wanted}.
     *
     * @param storeName where the rows are kept; null if nowhere
     * @param oldValues whether changes come and go with the value before
     */
    public FilterTable(
            Predicate<? super K, ? super V> predicate, boolean wanted, @Nullable String storeName, boolean oldValues) {
        this.predicate = predicate;
        this.wanted = wanted;
        this.storeName = storeName;
        this.oldValues = oldValues;
    }

    @Override
    public void init(ProcessorContext<K, Change<V>> context) {
        this.context = context;
        if (storeName != null) {
            store = OperatorStore.of(context, storeName);
            forwarder = new ChangeForwarder<>(store, context, oldValues);
        }
    }

    @Override
    public void process(Record<K, Change<V>> record) {
        K key = record.key();
        V after = kept(key, record.value().newValue());
        V before = oldValues ? before(key, record.value()) : null;
        if (oldValues && after == null && before == null) {
            return;
        }
        if (store == null) {
            context.forward(record.withValue(new Change<>(after, before)));
            return;
        }
        store.put(key, ValueAndTimestamp.make(after, record.timestamp()));
        forwarder.changed(record, after, before, record.timestamp());
    }

    private @Nullable V before(K key, Change<V> change) {
        return store == null ? kept(key, change.oldValue()) : ValueAndTimestamp.getValueOrNull(store.get(key));
    }

    private @Nullable V kept(K key, @Nullable V value) {
        return value != null && predicate.test(key, value) == wanted ? value : null;
    }
}
