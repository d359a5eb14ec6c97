package dev.millrace.streams.internal.dsl.change;

import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.state.ValueAndTimestamp;

/** A view of rows made of the rows of another. <i>Confined to the owner of the task.</i> */
record MappedTable<K, V, VOut>(
        TableView<K, V> above, BiFunction<K, ValueAndTimestamp<V>, @Nullable ValueAndTimestamp<VOut>> mapping)
        implements TableView<K, VOut> {
    @Override
    public @Nullable ValueAndTimestamp<VOut> get(K key) {
        return mapped(key, above.get(key));
    }

    @Override
    public @Nullable ValueAndTimestamp<VOut> get(K key, long asOfTimestamp) {
        return mapped(key, above.get(key, asOfTimestamp));
    }

    private @Nullable ValueAndTimestamp<VOut> mapped(K key, @Nullable ValueAndTimestamp<V> row) {
        return row == null ? null : mapping.apply(key, row);
    }

    @Override
    public boolean versioned() {
        return above.versioned();
    }

    @Override
    public void close() {
        above.close();
    }
}
