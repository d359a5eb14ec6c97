package dev.millrace.streams.internal.state.typed;

import dev.millrace.streams.internal.state.buffer.StoreOpening;
import dev.millrace.streams.state.TimestampedBytesStore;

/** The same as {@link KeyValueBytes} for values that begin with their time. */
public final class TimestampedKeyValueBytes extends KeyValueBytes implements TimestampedBytesStore {
    /** A store that is not open yet. */
    public TimestampedKeyValueBytes(String name, StoreOpening opening) {
        super(name, opening);
    }
}
