package dev.millrace.streams.internal.state.typed;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.WindowStoreIterator;

/** The windows of one key by their start, for its caller. <i>Confined to the thread that opened it.</i> */
record WindowTimes<S>(KeyValueIterator<Long, S> rows) implements WindowStoreIterator<S> {
    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public KeyValue<Long, S> next() {
        return rows.next();
    }

    @Override
    public Long peekNextKey() {
        return rows.peekNextKey();
    }

    @Override
    public void close() {
        rows.close();
    }
}
