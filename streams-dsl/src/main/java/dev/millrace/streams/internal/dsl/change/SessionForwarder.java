package dev.millrace.streams.internal.dsl.change;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.spi.CachingStore;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.SessionStore;

/**
 * Sends the changes of sessions on, as {@link ChangeForwarder} does for other tables. The time of a change is the end
 * of its session, since a session store keeps no other. <i>Confined to the owner of the task.</i>
 *
 * @param <K> type of keys without session
 * @param <V> type of values
 */
public final class SessionForwarder<K, V> {
    private final ProcessorContext<Windowed<K>, Change<V>> context;
    private final boolean oldValues;
    private final boolean heldBack;

    /** Connects {@code store} to the nodes below; to be made when the processor is initialised. */
    public SessionForwarder(
            SessionStore<K, V> store, ProcessorContext<Windowed<K>, Change<V>> context, boolean oldValues) {
        this.context = context;
        this.oldValues = oldValues;
        heldBack = store instanceof CachingStore<?, ?> caching && listensTo(caching);
    }

    /** The value of {@code session} changed in the store because of {@code cause}. */
    public void changed(Windowed<K> session, Record<?, ?> cause, @Nullable V newValue, @Nullable V oldValue) {
        if (!heldBack) {
            Change<V> change = new Change<>(newValue, oldValues ? oldValue : null);
            context.forward(new Record<>(session, change, session.window().end()));
        }
    }

    @SuppressWarnings("unchecked")
    private boolean listensTo(CachingStore<?, ?> store) {
        return ((CachingStore<Windowed<K>, V>) store).listenForDirty(this::leftCache, oldValues);
    }

    private void leftCache(
            Windowed<K> session, @Nullable V newValue, @Nullable V oldValue, long timestamp, Headers headers) {
        context.forward(new Record<>(
                session, new Change<>(newValue, oldValue), session.window().end(), headers));
    }
}
