package dev.millrace.streams.internal.dsl.operator.table;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.ChangeForwarder;
import dev.millrace.streams.internal.dsl.change.StoredTable;
import dev.millrace.streams.internal.dsl.change.TableReading;
import dev.millrace.streams.kstream.ValueTransformerWithKey;
import dev.millrace.streams.kstream.ValueTransformerWithKeySupplier;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.StoreBuilder;

/**
 * A table whose values a transformer of the program's makes; it also sees removals. <i>Confined to the owner of the
 * task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 * @param <VOut> type of values made
 */
public final class TransformTableValues<K, V, VOut> implements Processor<K, Change<V>, K, Change<VOut>> {
    private final ValueTransformerWithKey<? super K, ? super V, ? extends VOut> transformer;
    private final @Nullable String storeName;
    private final boolean oldValues;
    private @Nullable StoredTable<K, VOut> table;
    private @Nullable ChangeForwarder<K, VOut> forwarder;
    private ProcessorContext<K, Change<VOut>> context;
    private TransformerContext transformerContext;

    private TransformTableValues(
            ValueTransformerWithKey<? super K, ? super V, ? extends VOut> transformer,
            @Nullable String storeName,
            boolean oldValues) {
        this.transformer = transformer;
        this.storeName = storeName;
        this.oldValues = oldValues;
    }

    /**
     * Makes the processors.
     *
     * @param storeName where the values are kept; null if nowhere
     * @param oldValues whether changes say which value was made before
     */
    public static <K, V, VOut> ProcessorSupplier<K, Change<V>, K, Change<VOut>> supplier(
            ValueTransformerWithKeySupplier<? super K, ? super V, ? extends VOut> transformers,
            @Nullable String storeName,
            boolean oldValues) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<K, Change<V>, K, Change<VOut>> get() {
                return new TransformTableValues<>(transformers.get(), storeName, oldValues);
            }

            @Override
            public @Nullable Set<StoreBuilder<?>> stores() {
                return transformers.stores();
            }
        };
    }

    /**
     * Looks up rows of {@code above} and transforms them, by a transformer for this view alone.
     *
     * @param stores names of the stores that transformers use
     */
    public static <K, V, VOut> TableReading<K, VOut> reading(
            TableReading<K, V> above,
            ValueTransformerWithKeySupplier<? super K, ? super V, ? extends VOut> transformers,
            List<String> stores) {
        List<String> all =
                Stream.concat(above.stores().stream(), stores.stream()).toList();
        return new TableReading<>(
                all, context -> TransformedTable.open(above.open(context), transformers.get(), context));
    }

    @Override
    public void init(ProcessorContext<K, Change<VOut>> context) {
        this.context = context;
        transformerContext = new TransformerContext(context);
        transformer.init(transformerContext);
        if (storeName != null) {
            table = StoredTable.of(context, storeName);
            forwarder = table.forwarder(context, oldValues);
        }
    }

    @Override
    public void process(Record<K, Change<V>> record) {
        K key = record.key();
        transformerContext.begin(record);
        VOut after = transformer.transform(key, record.value().newValue());
        if (table == null) {
            VOut before = oldValues ? transformer.transform(key, record.value().oldValue()) : null;
            context.forward(
                    record.withValue(new Change<>(after, before, record.value().latest())));
            return;
        }
        VOut before = oldValues ? table.value(key) : null;
        long validTo = table.put(key, after, record.timestamp());
        forwarder.changed(record, after, before, record.timestamp(), validTo);
    }

    @Override
    public void close() {
        transformer.close();
    }
}
