package dev.millrace.streams.internal.state.typed;

import dev.millrace.streams.internal.state.buffer.StoreOpening;
import dev.millrace.streams.state.TimestampedBytesStore;

/** The same as {@link WindowBytes} for values that begin with their time. */
public final class TimestampedWindowBytes extends WindowBytes implements TimestampedBytesStore {
    /** A store that is not open yet. */
    public TimestampedWindowBytes(String name, StoreOpening opening, Timing timing) {
        super(name, opening, timing);
    }
}
