package dev.millrace.streams.internal.state.typed;

import dev.millrace.streams.internal.state.buffer.StoreOpening;
import dev.millrace.streams.state.HeadersBytesStore;

/** The same as {@link WindowBytes} for values that begin with their headers and their time. */
public final class HeadedWindowBytes extends WindowBytes implements HeadersBytesStore {
    /** A store that is not open yet. */
    public HeadedWindowBytes(String name, StoreOpening opening, Timing timing) {
        super(name, opening, timing);
    }
}
