package dev.millrace.streams.internal.dsl.operator.table;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.TableView;
import dev.millrace.streams.kstream.ValueTransformerWithKey;
import dev.millrace.streams.processor.api.ProcessingContext;
import dev.millrace.streams.state.ValueAndTimestamp;

/** Transforms rows when they are looked up. <i>Confined to the owner of the task.</i> */
final class TransformedTable<K, V, VOut> implements TableView<K, VOut> {
    private static final long UNKNOWN_TIME = -1;

    private final TableView<K, V> above;
    private final ValueTransformerWithKey<? super K, ? super V, ? extends VOut> transformer;
    private final TransformerContext context;

    private TransformedTable(
            TableView<K, V> above,
            ValueTransformerWithKey<? super K, ? super V, ? extends VOut> transformer,
            TransformerContext context) {
        this.above = above;
        this.transformer = transformer;
        this.context = context;
    }

    static <K, V, VOut> TransformedTable<K, V, VOut> open(
            TableView<K, V> above,
            ValueTransformerWithKey<? super K, ? super V, ? extends VOut> transformer,
            ProcessingContext processing) {
        TransformerContext context = new TransformerContext(processing);
        transformer.init(context);
        return new TransformedTable<>(above, transformer, context);
    }

    @Override
    public @Nullable ValueAndTimestamp<VOut> get(K key) {
        return transformed(key, above.get(key));
    }

    @Override
    public @Nullable ValueAndTimestamp<VOut> get(K key, long asOfTimestamp) {
        return transformed(key, above.get(key, asOfTimestamp));
    }

    @Override
    public void close() {
        above.close();
        transformer.close();
    }

    private @Nullable ValueAndTimestamp<VOut> transformed(K key, @Nullable ValueAndTimestamp<V> row) {
        long timestamp = row == null ? UNKNOWN_TIME : row.timestamp();
        context.lookUp(timestamp);
        try {
            return ValueAndTimestamp.make(transformer.transform(key, ValueAndTimestamp.getValueOrNull(row)), timestamp);
        } finally {
            context.lookedUp();
        }
    }

    @Override
    public boolean versioned() {
        return above.versioned();
    }
}
