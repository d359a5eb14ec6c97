package dev.millrace.streams.internal.driver.step;

import java.util.List;
import java.util.function.Function;

import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.StateStoreContext;
import dev.millrace.streams.query.Position;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.Query;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.QueryResult;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.TimestampedKeyValueStore;
import dev.millrace.streams.state.TimestampedKeyValueStoreWithHeaders;
import dev.millrace.streams.state.ValueAndTimestamp;
import dev.millrace.streams.state.ValueTimestampHeaders;

/**
 * A store seen without the time stamps or headers of its values; what is put gets the unknown time -1 and no headers.
 * <i>Confined to the thread of the test.</i>
 *
 * @param <K> type of keys
 * @param <S> type of values of the store
 * @param <V> type of values alone
 */
public final class ValuesAlone<K, S, V> implements KeyValueStore<K, V> {
    private static final long UNKNOWN = -1;

    private final KeyValueStore<K, S> store;
    private final Function<@Nullable S, @Nullable V> alone;
    private final Function<@Nullable V, @Nullable S> whole;

    private ValuesAlone(
            KeyValueStore<K, S> store,
            Function<@Nullable S, @Nullable V> alone,
            Function<@Nullable V, @Nullable S> whole) {
        this.store = store;
        this.alone = alone;
        this.whole = whole;
    }

    /** A view of a store of values with time stamps. */
    public static <K, V> KeyValueStore<K, V> ofTimestamped(TimestampedKeyValueStore<K, V> store) {
        return new ValuesAlone<>(
                store, ValueAndTimestamp::getValueOrNull, value -> ValueAndTimestamp.make(value, UNKNOWN));
    }

    /** A view of a store of values with time stamps and headers. */
    public static <K, V> KeyValueStore<K, V> ofHeaded(TimestampedKeyValueStoreWithHeaders<K, V> store) {
        return new ValuesAlone<>(
                store,
                ValueTimestampHeaders::getValueOrNull,
                value -> ValueTimestampHeaders.make(value, UNKNOWN, null));
    }

    @Override
    public @Nullable V get(K key) {
        return alone.apply(store.get(key));
    }

    @Override
    public void put(K key, @Nullable V value) {
        store.put(key, whole.apply(value));
    }

    @Override
    public @Nullable V putIfAbsent(K key, @Nullable V value) {
        return alone.apply(store.putIfAbsent(key, whole.apply(value)));
    }

    @Override
    public void putAll(List<KeyValue<K, V>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public @Nullable V delete(K key) {
        return alone.apply(store.delete(key));
    }

    @Override
    public KeyValueIterator<K, V> range(@Nullable K from, @Nullable K to) {
        return values(store.range(from, to));
    }

    @Override
    public KeyValueIterator<K, V> reverseRange(@Nullable K from, @Nullable K to) {
        return values(store.reverseRange(from, to));
    }

    @Override
    public KeyValueIterator<K, V> all() {
        return values(store.all());
    }

    @Override
    public KeyValueIterator<K, V> reverseAll() {
        return values(store.reverseAll());
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<K, V> prefixScan(P prefix, PS prefixKeySerializer) {
        return values(store.prefixScan(prefix, prefixKeySerializer));
    }

    @Override
    public long approximateNumEntries() {
        return store.approximateNumEntries();
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        store.init(stateStoreContext, root);
    }

    @Override
    public void flush() {
        store.flush();
    }

    @Override
    public void close() {
        store.close();
    }

    @Override
    public boolean persistent() {
        return store.persistent();
    }

    @Override
    public boolean isOpen() {
        return store.isOpen();
    }

    @Override
    public <R> QueryResult<R> query(Query<R> query, PositionBound positionBound, QueryConfig config) {
        return store.query(query, positionBound, config);
    }

    @Override
    public Position getPosition() {
        return store.getPosition();
    }

    private KeyValueIterator<K, V> values(KeyValueIterator<K, S> entries) {
        return new Values<>(entries, alone);
    }

    private record Values<K, S, V>(KeyValueIterator<K, S> entries, Function<@Nullable S, @Nullable V> alone)
            implements KeyValueIterator<K, V> {
        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public KeyValue<K, V> next() {
            KeyValue<K, S> entry = entries.next();
            return KeyValue.pair(entry.key, alone.apply(entry.value));
        }

        @Override
        public K peekNextKey() {
            return entries.peekNextKey();
        }

        @Override
        public void close() {
            entries.close();
        }
    }
}
