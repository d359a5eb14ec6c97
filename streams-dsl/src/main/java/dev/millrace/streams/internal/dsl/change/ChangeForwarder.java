package dev.millrace.streams.internal.dsl.change;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.spi.CachingStore;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.VersionedKeyValueStore;

/**
 * Sends the changes of a stored table on: itself if the store keeps nothing back, else when the store's cache hands
 * them over. <i>Confined to the owner of the task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public final class ChangeForwarder<K, V> {
    private final ProcessorContext<K, Change<V>> context;
    private final boolean oldValues;
    private final boolean heldBack;

    /**
     * Connects a store to the nodes below; to be made when the processor is initialised.
     *
     * @param store the store that the table puts its values into
     * @param oldValues whether a node below needs old values
     */
    public ChangeForwarder(StateStore store, ProcessorContext<K, Change<V>> context, boolean oldValues) {
        this.context = context;
        this.oldValues = oldValues;
        heldBack = store instanceof CachingStore<?, ?> caching && listensTo(caching);
    }

    /**
     * The value of the key of {@code cause} changed in the store.
     *
     * @param cause gives the change its key and headers
     * @param timestamp time of the new value, milliseconds since the epoch
     */
    public void changed(Record<K, ?> cause, @Nullable V newValue, @Nullable V oldValue, long timestamp) {
        changed(cause, newValue, oldValue, timestamp, VersionedKeyValueStore.PUT_RETURN_CODE_VALID_TO_UNDEFINED);
    }

    /**
     * The same of a store that may keep versions. What it refused to keep is not sent on either.
     *
     * @param validTo what {@link StoredTable#put} returned
     */
    public void changed(Record<K, ?> cause, @Nullable V newValue, @Nullable V oldValue, long timestamp, long validTo) {
        if (heldBack || validTo == VersionedKeyValueStore.PUT_RETURN_CODE_NOT_PUT) {
            return;
        }
        boolean latest = validTo == VersionedKeyValueStore.PUT_RETURN_CODE_VALID_TO_UNDEFINED;
        Record<K, Change<V>> change = cause.withValue(new Change<>(newValue, oldValues ? oldValue : null, latest));
        context.forward(change.timestamp() == timestamp ? change : change.withTimestamp(timestamp));
    }

    /** Whether the store's cache hands changes over, so that there is nothing to make a key for. */
    public boolean heldBack() {
        return heldBack;
    }

    /** {@link #changed}, where the key changed is another than that of {@code cause}. */
    public void changedUnder(K key, Record<?, ?> cause, @Nullable V newValue, @Nullable V oldValue, long timestamp) {
        if (!heldBack) {
            changed(cause.withKey(key), newValue, oldValue, timestamp);
        }
    }

    @SuppressWarnings("unchecked")
    private boolean listensTo(CachingStore<?, ?> store) {
        return ((CachingStore<K, V>) store).listenForDirty(this::leftCache, oldValues);
    }

    private void leftCache(K key, @Nullable V newValue, @Nullable V oldValue, long timestamp, Headers headers) {
        context.forward(new Record<>(key, new Change<>(newValue, oldValue), timestamp, headers));
    }
}
