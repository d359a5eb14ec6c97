package dev.millrace.streams.internal.state.typed;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.internal.state.buffer.StoreOpening;

/**
 * A store of bytes for a layer of somebody else's, which logs and converts for itself. Such a layer may know only
 * {@link #flush}, so flushing brings everything to disk. Threads: as in {@link KeyValueFacade}.
 */
public class KeyValueBytes extends KeyValueFacade<Bytes, byte[], byte[]> {
    /** A store that is not open yet. */
    public KeyValueBytes(String name, StoreOpening opening) {
        super(new FacadeSpec<>(name, Forms.raw(), opening, false, false), value -> value);
    }

    @Override
    public void flush() {
        commitAndSync();
    }
}
