package dev.millrace.streams.internal.state.typed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.errors.InvalidStateStoreException;
import dev.millrace.streams.internal.state.buffer.MergedCursor;
import dev.millrace.streams.state.KeyValueIterator;

/**
 * Entries in another order than they are stored in: all collected when it is opened. <i>Confined to the thread that
 * opened it.</i>
 *
 * @param <R> type of keys as the caller wants them
 * @param <S> type of values
 */
final class SortedRows<R, S> implements KeyValueIterator<R, S> {
    private final String storeName;
    private final List<Row<R, S>> rows = new ArrayList<>();
    private int turn;
    private boolean closed;

    private record Row<R, S>(byte[] stored, R key, S value) {}

    /** Drains and closes {@code cursor}; {@code keyAt} reads the key of the entry it stands on. */
    SortedRows(
            String storeName,
            MergedCursor<TimedKey, S> cursor,
            Function<MergedCursor<TimedKey, S>, R> keyAt,
            Comparator<byte[]> byStoredKey) {
        this.storeName = storeName;
        try (cursor) {
            while (cursor.next()) {
                rows.add(new Row<>(cursor.keyBytes(), keyAt.apply(cursor), cursor.value()));
            }
        }
        rows.sort((left, right) -> byStoredKey.compare(left.stored(), right.stored()));
    }

    @Override
    public boolean hasNext() {
        if (closed) {
            throw new InvalidStateStoreException("The iterator over store " + storeName + " is closed");
        }
        return turn < rows.size();
    }

    @Override
    public KeyValue<R, S> next() {
        Row<R, S> row = row();
        turn++;
        return KeyValue.pair(row.key(), row.value());
    }

    @Override
    public R peekNextKey() {
        return row().key();
    }

    private Row<R, S> row() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return rows.get(turn);
    }

    @Override
    public void close() {
        closed = true;
        rows.clear();
    }
}
