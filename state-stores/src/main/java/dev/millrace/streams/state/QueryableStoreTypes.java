package dev.millrace.streams.state;

import java.util.function.Function;

import dev.millrace.streams.internal.state.view.AcrossTasksKeyValue;
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
}
