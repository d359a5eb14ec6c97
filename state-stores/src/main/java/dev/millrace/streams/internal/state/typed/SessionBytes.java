package dev.millrace.streams.internal.state.typed;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.internal.state.buffer.StoreOpening;

/** What {@link WindowBytes} is for windows, for sessions. Threads: as in {@link TimedFacade}. */
public class SessionBytes extends SessionFacade<Bytes, byte[], byte[]> {
    /** A store that is not open yet. */
    public SessionBytes(String name, StoreOpening opening, Timing timing) {
        super(new TimedSpec<>(new FacadeSpec<>(name, Forms.raw(), opening, false, false), timing), value -> value);
    }

    @Override
    public void flush() {
        commitAndSync();
    }
}
