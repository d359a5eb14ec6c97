package dev.millrace.streams.internal.state.typed;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.internal.state.buffer.StoreOpening;

/**
 * A window store of bytes for a layer of somebody else's, which logs and converts for itself; flushing brings
 * everything to disk, as such a layer may know nothing of commits. Threads: as in {@link TimedFacade}.
 */
public class WindowBytes extends WindowFacade<Bytes, byte[], byte[]> {
    /** A store that is not open yet. */
    public WindowBytes(String name, StoreOpening opening, Timing timing) {
        super(new TimedSpec<>(new FacadeSpec<>(name, Forms.raw(), opening, false, false), timing), value -> value);
    }

    @Override
    public void flush() {
        commitAndSync();
    }
}
