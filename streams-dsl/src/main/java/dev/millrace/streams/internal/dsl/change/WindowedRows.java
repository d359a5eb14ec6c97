package dev.millrace.streams.internal.dsl.change;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.state.SessionStore;
import dev.millrace.streams.state.TimestampedWindowStore;
import dev.millrace.streams.state.ValueAndTimestamp;

/**
 * Looks up the rows of a table of windows or sessions, by key and window. The time of a session is its end. <i>Confined
 * to the owner of the task.</i>
 */
record WindowedRows<K, V>(Function<Windowed<K>, @Nullable ValueAndTimestamp<V>> lookUp)
        implements TableView<Windowed<K>, V> {
    /** The view of {@code store}; null if it is of another kind. */
    @SuppressWarnings("unchecked")
    static <K, V> @Nullable TableView<K, V> of(StateStore store) {
        if (store instanceof TimestampedWindowStore<?, ?>) {
            TimestampedWindowStore<Object, V> windows = (TimestampedWindowStore<Object, V>) store;
            return (TableView<K, V>) new WindowedRows<Object, V>(
                    key -> windows.fetch(key.key(), key.window().start()));
        }
        if (store instanceof SessionStore<?, ?>) {
            SessionStore<Object, V> sessions = (SessionStore<Object, V>) store;
            return (TableView<K, V>) new WindowedRows<Object, V>(key -> ValueAndTimestamp.make(
                    sessions.fetchSession(
                            key.key(), key.window().start(), key.window().end()),
                    key.window().end()));
        }
        return null;
    }

    @Override
    public @Nullable ValueAndTimestamp<V> get(Windowed<K> key) {
        return lookUp.apply(key);
    }
}
