package dev.millrace.streams.internal.state.typed;

import dev.millrace.streams.internal.spi.CachingStore;
import dev.millrace.streams.internal.spi.DirtyListener;
import dev.millrace.streams.internal.state.shape.ValueShape;
import dev.millrace.streams.internal.state.shape.WindowsAlone;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.state.TimestampedWindowStore;
import dev.millrace.streams.state.ValueAndTimestamp;
import dev.millrace.streams.state.ValueTimestampHeaders;

/**
 * A window store with headers as operators use it. Threads: as in {@link TimedFacade}.
 *
 * @param <K> type of keys
 * @param <V> type of values without time and headers
 */
final class WindowsWithoutHeaders<K, V> extends WindowsAlone<K, ValueTimestampHeaders<V>, ValueAndTimestamp<V>>
        implements TimestampedWindowStore<K, V>, CachingStore<Windowed<K>, V> {
    private final CachingStore<Windowed<K>, V> cache;

    WindowsWithoutHeaders(HeadedWindowFacade<K, V> store) {
        super(store, ValueShape.withoutHeaders());
        cache = store;
    }

    @Override
    public boolean listenForDirty(DirtyListener<Windowed<K>, V> listener, boolean oldValues) {
        return cache.listenForDirty(listener, oldValues);
    }

    @Override
    public void flushDirty() {
        cache.flushDirty();
    }
}
