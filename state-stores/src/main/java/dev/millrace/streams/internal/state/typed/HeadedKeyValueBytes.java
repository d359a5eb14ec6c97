package dev.millrace.streams.internal.state.typed;

import dev.millrace.streams.internal.state.buffer.StoreOpening;
import dev.millrace.streams.state.HeadersBytesStore;

/** The same as {@link KeyValueBytes} for values that begin with their headers and their time. */
public final class HeadedKeyValueBytes extends KeyValueBytes implements HeadersBytesStore {
    /** A store that is not open yet. */
    public HeadedKeyValueBytes(String name, StoreOpening opening) {
        super(name, opening);
    }
}
