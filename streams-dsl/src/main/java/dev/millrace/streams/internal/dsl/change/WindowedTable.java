package dev.millrace.streams.internal.dsl.change;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.state.SessionStore;
import dev.millrace.streams.state.ValueAndTimestamp;
import dev.millrace.streams.state.WindowStore;

/**
 * The rows of a table that is added up for windows or sessions. <i>Confined to the owner of the task.</i>
 *
 * @param <K> type of keys without their window
 * @param <V> type of values
 */
final class WindowedTable<K, V> implements TableView<Windowed<K>, V> {
    private final StateStore store;

    private WindowedTable(StateStore store) {
        this.store = store;
    }

    /** The view of {@code store}; null if it holds no windows. */
    static <K, V> @Nullable TableView<K, V> of(StateStore store) {
        @SuppressWarnings("unchecked")
        TableView<K, V> view = store instanceof WindowStore || store instanceof SessionStore
                ? (TableView<K, V>) new WindowedTable<>(store)
                : null;
        return view;
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable ValueAndTimestamp<V> get(Windowed<K> key) {
        if (store instanceof WindowStore<?, ?> windows) {
            return ((WindowStore<K, ValueAndTimestamp<V>>) windows)
                    .fetch(key.key(), key.window().start());
        }
        V value = ((SessionStore<K, V>) store)
                .fetchSession(key.key(), key.window().start(), key.window().end());
        return ValueAndTimestamp.make(value, key.window().end());
    }
}
