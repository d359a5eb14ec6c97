package dev.millrace.streams.internal.state.buffer;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.bytes.ByteCursor;

/**
 * Uncommitted entries over committed ones, in key order: an uncommitted entry hides the committed one with its key, and
 * a deletion shows nothing. <i>Confined to the thread that opened it.</i>
 *
 * @param <K> type of keys
 * @param <S> type of values
 */
public final class MergedCursor<K, S> implements AutoCloseable {
    private static final Object UNREAD = new Object();

    private final KeyForm<K> keys;
    private final ValueForm<S> values;
    private final Iterator<UncommittedRows.Row> uncommitted;
    private final ByteCursor committed;
    private final boolean ascending;
    private UncommittedRows.@Nullable Row nextUncommitted;
    private boolean committedAhead;
    private UncommittedRows.@Nullable Row current;

    MergedCursor(
            KeyForm<K> keys,
            ValueForm<S> values,
            List<UncommittedRows.Row> uncommitted,
            ByteCursor committed,
            boolean ascending) {
        this.keys = keys;
        this.values = values;
        this.uncommitted = uncommitted.iterator();
        this.committed = committed;
        this.ascending = ascending;
        stepUncommitted();
        committedAhead = committed.next();
    }

    /** Steps to the next entry that was not deleted; false at the end. */
    public boolean next() {
        do {
            current = step();
        } while (current != null && current.value() == null);
        return current != null;
    }

    private UncommittedRows.@Nullable Row step() {
        UncommittedRows.Row row = nextUncommitted;
        if (row == null) {
            return committedAhead ? takeCommitted() : null;
        }
        int order = committedAhead ? compare(row.keyBytes(), committed.key()) : -1;
        if (order > 0) {
            return takeCommitted();
        }
        if (order == 0) {
            committedAhead = committed.next();
        }
        stepUncommitted();
        return row;
    }

    private int compare(byte[] left, byte[] right) {
        int order = Arrays.compareUnsigned(left, right);
        return ascending ? order : -order;
    }

    private UncommittedRows.Row takeCommitted() {
        UncommittedRows.Row row = new UncommittedRows.Row(committed.key(), UNREAD, values.read(committed.value()));
        committedAhead = committed.next();
        return row;
    }

    private void stepUncommitted() {
        nextUncommitted = uncommitted.hasNext() ? uncommitted.next() : null;
    }

    /** Key of the entry it stands on. */
    public K key() {
        UncommittedRows.Row row = current();
        return row.key() == UNREAD ? keys.read(row.keyBytes()) : keys.key(row.key());
    }

    /** Key of the entry it stands on, as held; null if it was read from what is committed. */
    public @Nullable Object heldKey() {
        Object key = current().key();
        return key == UNREAD ? null : key;
    }

    /** Serialised key of the entry it stands on. */
    public byte[] keyBytes() {
        return current().keyBytes();
    }

    /** Value of the entry it stands on. */
    public S value() {
        Object value = current().value();
        assert value != null : "a deletion is not shown";
        return values.value(value);
    }

    private UncommittedRows.Row current() {
        UncommittedRows.Row row = current;
        if (row == null) {
            throw new NoSuchElementException();
        }
        return row;
    }

    @Override
    public void close() {
        committed.close();
    }
}
