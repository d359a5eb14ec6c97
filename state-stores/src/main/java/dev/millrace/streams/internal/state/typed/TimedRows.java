package dev.millrace.streams.internal.state.typed;

import java.util.NoSuchElementException;
import java.util.function.Function;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.errors.InvalidStateStoreException;
import dev.millrace.streams.internal.state.buffer.MergedCursor;
import dev.millrace.streams.state.KeyValueIterator;

/**
 * A part of a window or session store for its caller. <i>Confined to the thread that opened it.</i>
 *
 * @param <R> type of keys as the caller wants them
 * @param <S> type of values
 */
final class TimedRows<R, S> implements KeyValueIterator<R, S> {
    private final String storeName;
    private final MergedCursor<TimedKey, S> cursor;
    private final Function<MergedCursor<TimedKey, S>, R> keyAt;
    private boolean onRow;
    private boolean closed;

    /** Walks over {@code cursor}; {@code keyAt} reads the key of the entry it stands on. */
    TimedRows(String storeName, MergedCursor<TimedKey, S> cursor, Function<MergedCursor<TimedKey, S>, R> keyAt) {
        this.storeName = storeName;
        this.cursor = cursor;
        this.keyAt = keyAt;
    }

    @Override
    public boolean hasNext() {
        if (closed) {
            throw new InvalidStateStoreException("The iterator over store " + storeName + " is closed");
        }
        onRow = onRow || cursor.next();
        return onRow;
    }

    @Override
    public KeyValue<R, S> next() {
        requireRow();
        KeyValue<R, S> row = KeyValue.pair(keyAt.apply(cursor), cursor.value());
        onRow = false;
        return row;
    }

    @Override
    public R peekNextKey() {
        requireRow();
        return keyAt.apply(cursor);
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
