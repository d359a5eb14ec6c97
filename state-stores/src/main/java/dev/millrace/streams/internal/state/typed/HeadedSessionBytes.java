package dev.millrace.streams.internal.state.typed;

import dev.millrace.streams.internal.state.buffer.StoreOpening;
import dev.millrace.streams.state.HeadersBytesStore;

/** The same as {@link SessionBytes} for aggregates that begin with their headers. */
public final class HeadedSessionBytes extends SessionBytes implements HeadersBytesStore {
    /** A store that is not open yet. */
    public HeadedSessionBytes(String name, StoreOpening opening, Timing timing) {
        super(name, opening, timing);
    }
}
