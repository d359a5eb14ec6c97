package dev.millrace.streams.internal.dsl.operator.table;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.ChangeForwarder;
import dev.millrace.streams.internal.dsl.change.StoredTable;
import dev.millrace.streams.internal.dsl.change.TableReading;
import dev.millrace.streams.internal.dsl.change.TableView;
import dev.millrace.streams.kstream.ValueMapperWithKey;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
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
    private @Nullable StoredTable<K, VOut> table;
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

    /** Looks up rows of {@code above} with the values that {@code mapper} makes. */
    public static <K, V, VOut> TableReading<K, VOut> reading(
            TableReading<K, V> above, ValueMapperWithKey<? super K, ? super V, ? extends VOut> mapper) {
        return above.through(context -> TableView.mapped(
                above.open(context),
                (key, row) -> ValueAndTimestamp.make(mapper.apply(key, row.value()), row.timestamp())));
    }

    @Override
    public void init(ProcessorContext<K, Change<VOut>> context) {
        this.context = context;
        if (storeName != null) {
            table = StoredTable.of(context, storeName);
            forwarder = table.forwarder(context, oldValues);
        }
    }

    @Override
    public void process(Record<K, Change<V>> record) {
        K key = record.key();
        VOut after = mapped(key, record.value().newValue());
        VOut before = oldValues ? before(key, record.value()) : null;
        if (table == null) {
            context.forward(
                    record.withValue(new Change<>(after, before, record.value().latest())));
            return;
        }
        long validTo = table.put(key, after, record.timestamp());
        forwarder.changed(record, after, before, record.timestamp(), validTo);
    }

    private @Nullable VOut before(K key, Change<V> change) {
        return table == null ? mapped(key, change.oldValue()) : table.value(key);
    }

    private @Nullable VOut mapped(K key, @Nullable V value) {
        return value == null ? null : mapper.apply(key, value);
    }
}
