package dev.millrace.streams.internal.state.typed;

import java.util.function.Function;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.spi.DirtyListener;
import dev.millrace.streams.internal.state.buffer.Handover;
import dev.millrace.streams.internal.state.buffer.ValueForm;

/**
 * Hands what leaves the cache to the listener, in its types: the way back up from store to processor, whose other end
 * is {@link DirtyListener}.
 */
record Downstream<K, V, S>(
        Function<Object, K> keys,
        ValueForm<S> values,
        Function<S, @Nullable V> withoutTime,
        DirtyListener<K, V> listener,
        boolean oldValues)
        implements Handover {

    @Override
    public void changed(
            Object key, @Nullable Object newValue, @Nullable Object oldValue, long timestamp, Headers headers) {
        listener.changed(keys.apply(key), plain(newValue), plain(oldValue), timestamp, headers);
    }

    private @Nullable V plain(@Nullable Object held) {
        return held == null ? null : withoutTime.apply(values.value(held));
    }
}
