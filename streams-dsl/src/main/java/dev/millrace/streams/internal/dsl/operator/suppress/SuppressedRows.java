package dev.millrace.streams.internal.dsl.operator.suppress;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.TableView;
import dev.millrace.streams.state.ValueAndTimestamp;

/**
 * The rows that went on: for a key that is held back, the one before all that is held. Its time is not known and given
 * as -1. <i>Confined to the owner of the task.</i>
 */
record SuppressedRows<K, V>(TableView<K, V> above, HeldBackChanges<K, V> held) implements TableView<K, V> {
    private static final long UNKNOWN = -1;

    @Override
    public @Nullable ValueAndTimestamp<V> get(K key) {
        return held.holds(key) ? ValueAndTimestamp.make(held.prior(key), UNKNOWN) : above.get(key);
    }

    @Override
    public void close() {
        above.close();
    }
}
