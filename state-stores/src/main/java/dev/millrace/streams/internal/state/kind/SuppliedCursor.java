package dev.millrace.streams.internal.state.kind;

import java.util.NoSuchElementException;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.internal.state.bytes.ByteCursor;
import dev.millrace.streams.state.KeyValueIterator;

/** Walks over the entries of a user's store. <i>Confined to the thread that opened it.</i> */
final class SuppliedCursor implements ByteCursor {
    private final KeyValueIterator<Bytes, byte[]> rows;
    private @Nullable KeyValue<Bytes, byte[]> current;

    SuppliedCursor(KeyValueIterator<Bytes, byte[]> rows) {
        this.rows = rows;
    }

    @Override
    public boolean next() {
        current = rows.hasNext() ? rows.next() : null;
        return current != null;
    }

    @Override
    public byte[] key() {
        return current().key.get();
    }

    @Override
    public byte[] value() {
        return current().value;
    }

    private KeyValue<Bytes, byte[]> current() {
        KeyValue<Bytes, byte[]> row = current;
        if (row == null) {
            throw new NoSuchElementException();
        }
        return row;
    }

    @Override
    public void close() {
        rows.close();
    }
}
