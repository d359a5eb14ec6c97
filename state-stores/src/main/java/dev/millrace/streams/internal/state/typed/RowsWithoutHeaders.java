package dev.millrace.streams.internal.state.typed;

import dev.millrace.streams.internal.spi.CachingStore;
import dev.millrace.streams.internal.spi.DirtyListener;
import dev.millrace.streams.internal.state.shape.ValueShape;
import dev.millrace.streams.internal.state.shape.ValuesAlone;
import dev.millrace.streams.state.TimestampedKeyValueStore;
import dev.millrace.streams.state.ValueAndTimestamp;
import dev.millrace.streams.state.ValueTimestampHeaders;

/**
 * A key-value store with headers as operators use it. Threads: as in {@link KeyValueFacade}.
 *
 * @param <K> type of keys
 * @param <V> type of values without time and headers
 */
final class RowsWithoutHeaders<K, V> extends ValuesAlone<K, ValueTimestampHeaders<V>, ValueAndTimestamp<V>>
        implements TimestampedKeyValueStore<K, V>, CachingStore<K, V> {
    private final CachingStore<K, V> cache;

    RowsWithoutHeaders(HeadedKeyValueFacade<K, V> store) {
        super(store, ValueShape.withoutHeaders());
        cache = store;
    }

    @Override
    public boolean listenForDirty(DirtyListener<K, V> listener, boolean oldValues) {
        return cache.listenForDirty(listener, oldValues);
    }

    @Override
    public void flushDirty() {
        cache.flushDirty();
    }
}
