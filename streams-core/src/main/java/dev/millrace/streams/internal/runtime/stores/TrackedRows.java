package dev.millrace.streams.internal.runtime.stores;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.WindowStoreIterator;

/**
 * Entries of a store on their way to a user. <i>Confined to the thread that opened it.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
class TrackedRows<K, V> extends TrackedIterator<KeyValueIterator<K, V>> implements KeyValueIterator<K, V> {
    TrackedRows(OpenIterators all, KeyValueIterator<K, V> rows) {
        super(all, rows);
    }

    @Override
    public final boolean hasNext() {
        return rows().hasNext();
    }

    @Override
    public final KeyValue<K, V> next() {
        return rows().next();
    }

    @Override
    public final K peekNextKey() {
        return rows().peekNextKey();
    }

    /** The windows of one key. */
    static final class OfWindows<V> extends TrackedRows<Long, V> implements WindowStoreIterator<V> {
        OfWindows(OpenIterators all, WindowStoreIterator<V> rows) {
            super(all, rows);
        }
    }
}
