package dev.millrace.streams.internal.state.typed;

import java.util.Arrays;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.errors.InvalidStateStoreException;
import dev.millrace.streams.internal.state.buffer.MergedCursor;
import dev.millrace.streams.state.KeyValueIterator;

/**
 * The entries of a range for its caller. <i>Confined to the thread that opened it.</i>
 *
 * @param <K> type of keys
 * @param <S> type of values
 */
final class Rows<K, S> implements KeyValueIterator<K, S> {
    private final String storeName;
    private final MergedCursor<K, S> cursor;
    private final byte @Nullable [] excluded;
    private boolean onRow;
    private boolean closed;

    /** Walks over {@code cursor}, leaving out the entry whose serialised key is {@code excluded}. */
    Rows(String storeName, MergedCursor<K, S> cursor, byte @Nullable [] excluded) {
        this.storeName = storeName;
        this.cursor = cursor;
        this.excluded = excluded;
    }

    @Override
    public boolean hasNext() {
        if (closed) {
            throw new InvalidStateStoreException("The iterator over store " + storeName + " is closed");
        }
        onRow = onRow || step();
        return onRow;
    }

    private boolean step() {
        boolean found = cursor.next();
        if (found && excluded != null && Arrays.equals(cursor.keyBytes(), excluded)) {
            found = cursor.next();
        }
        return found;
    }

    @Override
    public KeyValue<K, S> next() {
        requireRow();
        KeyValue<K, S> row = KeyValue.pair(cursor.key(), cursor.value());
        onRow = false;
        return row;
    }

    @Override
    public K peekNextKey() {
        requireRow();
        return cursor.key();
    }

    private void requireRow() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
    }

    @Override
    public void close() {
        closed = true;
        cursor.close();
    }
}
