package dev.millrace.streams.state;

import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.millrace.streams.internal.state.view.AcrossTasksKeyValue;
import dev.millrace.streams.internal.state.view.AcrossTasksSession;
import dev.millrace.streams.internal.state.view.AcrossTasksWindow;
import dev.millrace.streams.internal.state.view.StoresNow;
import dev.millrace.streams.internal.state.view.WindowsWithoutTime;
import dev.millrace.streams.internal.state.view.WithoutTime;
import dev.millrace.streams.processor.StateStore;

/** The kinds of stores that can be queried, each as one read-only store over all tasks of an instance. */
public final class QueryableStoreTypes {
    private QueryableStoreTypes() {}

    /** Any key-value store; of a timestamped one, the values without their time. */
    public static <K, V> QueryableStoreType<ReadOnlyKeyValueStore<K, V>> keyValueStore() {
        return new KeyValueType<>(ReadOnlyKeyValueStore.class, QueryableStoreTypes::plainValues);
    }

    /** A timestamped key-value store, values with their time. */
    public static <K, V> QueryableStoreType<ReadOnlyKeyValueStore<K, ValueAndTimestamp<V>>> timestampedKeyValueStore() {
        return new KeyValueType<>(TimestampedKeyValueStore.class, QueryableStoreTypes::asItIs);
    }

    /** Types are those of the program that asks, which nothing here can check. */
    @SuppressWarnings("unchecked")
    private static <K, V> ReadOnlyKeyValueStore<K, V> plainValues(ReadOnlyKeyValueStore<K, ?> store) {
        return store instanceof TimestampedKeyValueStore<?, ?>
                ? new WithoutTime<>((ReadOnlyKeyValueStore<K, ValueAndTimestamp<V>>) store)
                : (ReadOnlyKeyValueStore<K, V>) store;
    }

    @SuppressWarnings("unchecked")
    private static <K, V> ReadOnlyKeyValueStore<K, V> asItIs(ReadOnlyKeyValueStore<K, ?> store) {
        return (ReadOnlyKeyValueStore<K, V>) store;
    }

    /** Any window store; of a timestamped one, the values without their time. */
    public static <K, V> QueryableStoreType<ReadOnlyWindowStore<K, V>> windowStore() {
        return new WindowType<>(ReadOnlyWindowStore.class, QueryableStoreTypes::plainWindows);
    }

    /** A timestamped window store, values with their time. */
    public static <K, V> QueryableStoreType<ReadOnlyWindowStore<K, ValueAndTimestamp<V>>> timestampedWindowStore() {
        return new WindowType<>(TimestampedWindowStore.class, store -> store);
    }

    /** Types are those of the program that asks; see the key-value stores above. */
    @SuppressWarnings("unchecked")
    private static <K, V> ReadOnlyWindowStore<K, V> plainWindows(ReadOnlyWindowStore<K, V> store) {
        return store instanceof TimestampedWindowStore<?, ?>
                ? new WindowsWithoutTime<>((ReadOnlyWindowStore<K, ValueAndTimestamp<V>>) store)
                : store;
    }

    /** Any session store. */
    public static <K, V> QueryableStoreType<ReadOnlySessionStore<K, V>> sessionStore() {
        return new SessionType<>();
    }

    private record KeyValueType<K, V>(
            Class<?> accepted, Function<ReadOnlyKeyValueStore<K, ?>, ReadOnlyKeyValueStore<K, V>> reading)
            implements QueryableStoreType<ReadOnlyKeyValueStore<K, V>> {
        @Override
        public boolean accepts(StateStore stateStore) {
            return accepted.isInstance(stateStore);
        }

        @Override
        public ReadOnlyKeyValueStore<K, V> create(StateStoreProvider storeProvider, String storeName) {
            return new AcrossTasksKeyValue<>(storeProvider, this, reading, storeName);
        }
    }

    private record WindowType<K, V>(Class<?> accepted, UnaryOperator<ReadOnlyWindowStore<K, V>> reading)
            implements QueryableStoreType<ReadOnlyWindowStore<K, V>> {
        @Override
        public boolean accepts(StateStore stateStore) {
            return accepted.isInstance(stateStore);
        }

        @Override
        public ReadOnlyWindowStore<K, V> create(StateStoreProvider storeProvider, String storeName) {
            return new AcrossTasksWindow<>(new StoresNow<>(storeProvider, this, reading, storeName));
        }
    }

    private record SessionType<K, V>() implements QueryableStoreType<ReadOnlySessionStore<K, V>> {
        @Override
        public boolean accepts(StateStore stateStore) {
            return stateStore instanceof ReadOnlySessionStore;
        }

        @Override
        public ReadOnlySessionStore<K, V> create(StateStoreProvider storeProvider, String storeName) {
            return new AcrossTasksSession<>(new StoresNow<>(storeProvider, this, store -> store, storeName));
        }
    }
}
