package dev.millrace.streams.internal.state.bytes;

import java.util.NoSuchElementException;

/** A cursor over nothing. <i>Immutable.</i> */
enum EmptyCursor implements ByteCursor {
    INSTANCE;

    @Override
    public boolean next() {
        return false;
    }

    @Override
    public byte[] key() {
        throw new NoSuchElementException();
    }

    @Override
    public byte[] value() {
        throw new NoSuchElementException();
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
