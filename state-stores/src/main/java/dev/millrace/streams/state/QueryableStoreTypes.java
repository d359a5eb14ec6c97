package dev.millrace.streams.state;

import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.view.AcrossTasksKeyValue;
import dev.millrace.streams.internal.state.view.AcrossTasksSession;
import dev.millrace.streams.internal.state.view.AcrossTasksWindow;
import dev.millrace.streams.internal.state.view.MappedKeyValue;
import dev.millrace.streams.internal.state.view.MappedSessions;
import dev.millrace.streams.internal.state.view.MappedWindows;
import dev.millrace.streams.internal.state.view.StoresNow;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.state.internals.StateStoreProvider;

/** The kinds of stores that can be queried, each as one read-only store over all tasks of an instance. */
public final class QueryableStoreTypes {
    private QueryableStoreTypes() {}

    /** Any key-value store; of one with time stamps or headers, the values alone. */
    public static <K, V> QueryableStoreType<ReadOnlyKeyValueStore<K, V>> keyValueStore() {
        return new KeyValueStoreType<>();
    }

    /** A key-value store with time stamps, values with their time; headers are left out. */
    public static <K, V> QueryableStoreType<ReadOnlyKeyValueStore<K, ValueAndTimestamp<V>>> timestampedKeyValueStore() {
        return new TimestampedKeyValueStoreType<>();
    }

    /** A key-value store with headers, values with their time and headers. */
    public static <K, V>
            QueryableStoreType<ReadOnlyKeyValueStore<K, ValueTimestampHeaders<V>>>
                    timestampedKeyValueStoreWithHeaders() {
        return new HeadedKeyValueStoreType<>();
    }

    /**
     * Accepts stores of some classes.
     *
     * @param <T> type of the view
     */
    abstract static class QueryableStoreTypeMatcher<T> implements QueryableStoreType<T> {
        private final Class<?>[] accepted;

        QueryableStoreTypeMatcher(Class<?>... accepted) {
            this.accepted = accepted;
        }

        @Override
        public boolean accepts(StateStore stateStore) {
            for (Class<?> kind : accepted) {
                if (kind.isInstance(stateStore)) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * See {@link #keyValueStore()}. <i>Immutable.</i>
     *
     * @param <K> type of keys
     * @param <V> type of values
     */
    public static class KeyValueStoreType<K, V> extends QueryableStoreTypeMatcher<ReadOnlyKeyValueStore<K, V>> {
        KeyValueStoreType() {
            super(ReadOnlyKeyValueStore.class);
        }

        @Override
        public ReadOnlyKeyValueStore<K, V> create(StateStoreProvider storeProvider, String storeName) {
            return new AcrossTasksKeyValue<>(storeProvider, this, QueryableStoreTypes::plainValues, storeName);
        }
    }

    /**
     * See {@link #timestampedKeyValueStore()}. <i>Immutable.</i>
     *
     * @param <K> type of keys
     * @param <V> type of values without time
     */
    public static class TimestampedKeyValueStoreType<K, V>
            extends QueryableStoreTypeMatcher<ReadOnlyKeyValueStore<K, ValueAndTimestamp<V>>> {
        TimestampedKeyValueStoreType() {
            super(TimestampedKeyValueStore.class, TimestampedKeyValueStoreWithHeaders.class);
        }

        @Override
        public ReadOnlyKeyValueStore<K, ValueAndTimestamp<V>> create(
                StateStoreProvider storeProvider, String storeName) {
            return new AcrossTasksKeyValue<>(storeProvider, this, QueryableStoreTypes::stampedValues, storeName);
        }
    }

    /** See {@link #timestampedKeyValueStoreWithHeaders()}. <i>Immutable.</i> */
    private static final class HeadedKeyValueStoreType<K, V>
            extends QueryableStoreTypeMatcher<ReadOnlyKeyValueStore<K, ValueTimestampHeaders<V>>> {
        HeadedKeyValueStoreType() {
            super(TimestampedKeyValueStoreWithHeaders.class);
        }

        @Override
        public ReadOnlyKeyValueStore<K, ValueTimestampHeaders<V>> create(
                StateStoreProvider storeProvider, String storeName) {
            return new AcrossTasksKeyValue<>(storeProvider, this, QueryableStoreTypes::asItIs, storeName);
        }
    }

    /** Types are those of the program that asks, which nothing here can check. */
    private static <K, V> ReadOnlyKeyValueStore<K, V> plainValues(ReadOnlyKeyValueStore<K, ?> store) {
        if (store instanceof TimestampedKeyValueStore<?, ?>) {
            return new MappedKeyValue<K, ValueAndTimestamp<V>, V>(asItIs(store), ValueAndTimestamp::getValueOrNull);
        }
        if (store instanceof TimestampedKeyValueStoreWithHeaders<?, ?>) {
            return new MappedKeyValue<K, ValueTimestampHeaders<V>, V>(
                    asItIs(store), ValueTimestampHeaders::getValueOrNull);
        }
        return asItIs(store);
    }

    private static <K, V> ReadOnlyKeyValueStore<K, ValueAndTimestamp<V>> stampedValues(
            ReadOnlyKeyValueStore<K, ?> store) {
        return store instanceof TimestampedKeyValueStoreWithHeaders<?, ?>
                ? new MappedKeyValue<K, ValueTimestampHeaders<V>, ValueAndTimestamp<V>>(
                        asItIs(store), QueryableStoreTypes::withoutHeaders)
                : asItIs(store);
    }

    private static <V> @Nullable ValueAndTimestamp<V> withoutHeaders(@Nullable ValueTimestampHeaders<V> value) {
        return value == null ? null : ValueAndTimestamp.makeAllowNullable(value.value(), value.timestamp());
    }

    @SuppressWarnings("unchecked")
    private static <K, V> ReadOnlyKeyValueStore<K, V> asItIs(ReadOnlyKeyValueStore<K, ?> store) {
        return (ReadOnlyKeyValueStore<K, V>) store;
    }

    /** Any window store; the values without their time and headers. */
    public static <K, V> QueryableStoreType<ReadOnlyWindowStore<K, V>> windowStore() {
        return new WindowStoreType<>();
    }

    /** A window store with timestamps, values with their time and without headers. */
    public static <K, V> QueryableStoreType<ReadOnlyWindowStore<K, ValueAndTimestamp<V>>> timestampedWindowStore() {
        return new TimestampedWindowStoreType<>();
    }

    /** A window store with headers, values with their time and headers. */
    public static <K, V>
            QueryableStoreType<ReadOnlyWindowStore<K, ValueTimestampHeaders<V>>> timestampedWindowStoreWithHeaders() {
        return new HeadedWindowStoreType<>();
    }

    /** A session store with headers, aggregates with them. */
    public static <K, V>
            QueryableStoreType<ReadOnlySessionStore<K, AggregationWithHeaders<V>>> sessionStoreWithHeaders() {
        return new HeadedSessionStoreType<>();
    }

    /** Any session store; the aggregates without headers. */
    public static <K, V> QueryableStoreType<ReadOnlySessionStore<K, V>> sessionStore() {
        return new SessionStoreType<>();
    }

    /**
     * See {@link #windowStore()}. <i>Immutable.</i>
     *
     * @param <K> type of keys
     * @param <V> type of values
     */
    public static class WindowStoreType<K, V> extends QueryableStoreTypeMatcher<ReadOnlyWindowStore<K, V>> {
        WindowStoreType() {
            super(ReadOnlyWindowStore.class);
        }

        @Override
        public ReadOnlyWindowStore<K, V> create(StateStoreProvider storeProvider, String storeName) {
            UnaryOperator<ReadOnlyWindowStore<K, V>> reading = QueryableStoreTypes::plainWindows;
            return new AcrossTasksWindow<>(new StoresNow<>(storeProvider, this, reading, storeName));
        }
    }

    /**
     * See {@link #timestampedWindowStore()}. <i>Immutable.</i>
     *
     * @param <K> type of keys
     * @param <V> type of values without time
     */
    public static class TimestampedWindowStoreType<K, V>
            extends QueryableStoreTypeMatcher<ReadOnlyWindowStore<K, ValueAndTimestamp<V>>> {
        TimestampedWindowStoreType() {
            super(TimestampedWindowStore.class, TimestampedWindowStoreWithHeaders.class);
        }

        @Override
        public ReadOnlyWindowStore<K, ValueAndTimestamp<V>> create(StateStoreProvider storeProvider, String storeName) {
            UnaryOperator<ReadOnlyWindowStore<K, ValueAndTimestamp<V>>> reading = QueryableStoreTypes::stampedWindows;
            return new AcrossTasksWindow<>(new StoresNow<>(storeProvider, this, reading, storeName));
        }
    }

    /**
     * See {@link #sessionStore()}. <i>Immutable.</i>
     *
     * @param <K> type of keys
     * @param <V> type of values
     */
    public static class SessionStoreType<K, V> extends QueryableStoreTypeMatcher<ReadOnlySessionStore<K, V>> {
        SessionStoreType() {
            super(ReadOnlySessionStore.class);
        }

        @Override
        public ReadOnlySessionStore<K, V> create(StateStoreProvider storeProvider, String storeName) {
            UnaryOperator<ReadOnlySessionStore<K, V>> reading = QueryableStoreTypes::plainSessions;
            return new AcrossTasksSession<>(new StoresNow<>(storeProvider, this, reading, storeName));
        }
    }

    /** See {@link #timestampedWindowStoreWithHeaders()}. <i>Immutable.</i> */
    private static final class HeadedWindowStoreType<K, V>
            extends QueryableStoreTypeMatcher<ReadOnlyWindowStore<K, ValueTimestampHeaders<V>>> {
        HeadedWindowStoreType() {
            super(TimestampedWindowStoreWithHeaders.class);
        }

        @Override
        public ReadOnlyWindowStore<K, ValueTimestampHeaders<V>> create(
                StateStoreProvider storeProvider, String storeName) {
            return new AcrossTasksWindow<>(new StoresNow<>(storeProvider, this, UnaryOperator.identity(), storeName));
        }
    }

    /** See {@link #sessionStoreWithHeaders()}. <i>Immutable.</i> */
    private static final class HeadedSessionStoreType<K, V>
            extends QueryableStoreTypeMatcher<ReadOnlySessionStore<K, AggregationWithHeaders<V>>> {
        HeadedSessionStoreType() {
            super(SessionStoreWithHeaders.class);
        }

        @Override
        public ReadOnlySessionStore<K, AggregationWithHeaders<V>> create(
                StateStoreProvider storeProvider, String storeName) {
            return new AcrossTasksSession<>(new StoresNow<>(storeProvider, this, UnaryOperator.identity(), storeName));
        }
    }

    private static <K, V> ReadOnlyWindowStore<K, V> plainWindows(ReadOnlyWindowStore<K, ?> store) {
        if (store instanceof TimestampedWindowStore<?, ?>) {
            return new MappedWindows<K, ValueAndTimestamp<V>, V>(asItIs(store), ValueAndTimestamp::getValueOrNull);
        }
        if (store instanceof TimestampedWindowStoreWithHeaders<?, ?>) {
            return new MappedWindows<K, ValueTimestampHeaders<V>, V>(
                    asItIs(store), ValueTimestampHeaders::getValueOrNull);
        }
        return asItIs(store);
    }

    private static <K, V> ReadOnlyWindowStore<K, ValueAndTimestamp<V>> stampedWindows(ReadOnlyWindowStore<K, ?> store) {
        return store instanceof TimestampedWindowStoreWithHeaders<?, ?>
                ? new MappedWindows<K, ValueTimestampHeaders<V>, ValueAndTimestamp<V>>(
                        asItIs(store), QueryableStoreTypes::withoutHeaders)
                : asItIs(store);
    }

    @SuppressWarnings("unchecked")
    private static <K, V> ReadOnlyWindowStore<K, V> asItIs(ReadOnlyWindowStore<K, ?> store) {
        return (ReadOnlyWindowStore<K, V>) store;
    }

    /** As with windows, the program that asks knows the types. */
    @SuppressWarnings("unchecked")
    private static <K, V> ReadOnlySessionStore<K, V> plainSessions(ReadOnlySessionStore<K, V> store) {
        return store instanceof SessionStoreWithHeaders<?, ?>
                ? new MappedSessions<K, AggregationWithHeaders<V>, V>(
                        (ReadOnlySessionStore<K, AggregationWithHeaders<V>>) (ReadOnlySessionStore<K, ?>) store,
                        AggregationWithHeaders::getAggregationOrNull)
                : store;
    }
}
