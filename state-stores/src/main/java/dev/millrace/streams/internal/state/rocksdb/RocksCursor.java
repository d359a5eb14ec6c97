package dev.millrace.streams.internal.state.rocksdb;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

import dev.millrace.streams.internal.state.bytes.ByteCursor;

/**
 * Walks over the entries that were committed when it was opened. Closing the store frees it, then {@link #next()} says
 * that the store is closed. <i>Confined to the thread that opened it,</i> but for {@link #free()}.
 */
final class RocksCursor implements ByteCursor {
    private static final byte[] NONE = new byte[0];

    private final RocksBytes store;
    private final RocksIterator rows;
    private final byte @Nullable [] first;
    private final byte @Nullable [] last;
    private final boolean ascending;
    private boolean started;
    private byte[] key = NONE;
    private byte[] value = NONE;

    RocksCursor(
            RocksBytes store, RocksIterator rows, byte @Nullable [] first, byte @Nullable [] last, boolean ascending) {
        this.store = store;
        this.rows = rows;
        this.first = first;
        this.last = last;
        this.ascending = ascending;
    }

    @Override
    public boolean next() {
        long stamp = store.guard().enter();
        try {
            step();
            return read();
        } catch (RocksDBException e) {
            throw store.failed(e);
        } finally {
            store.guard().leave(stamp);
        }
    }

    private void step() {
        if (!started) {
            started = true;
            seekFirst();
        } else if (ascending) {
            rows.next();
        } else {
            rows.prev();
        }
    }

    private void seekFirst() {
        if (first == null && ascending) {
            rows.seekToFirst();
        } else if (first == null) {
            rows.seekToLast();
        } else if (ascending) {
            rows.seek(first);
        } else {
            rows.seekForPrev(first);
        }
    }

    private boolean read() throws RocksDBException {
        if (!rows.isValid()) {
            rows.status();
            return false;
        }
        key = rows.key();
        if (last != null && beyond(Arrays.compareUnsigned(key, last))) {
            return false;
        }
        value = rows.value();
        return true;
    }

    private boolean beyond(int order) {
        return ascending ? order > 0 : order < 0;
    }

    @Override
    public byte[] key() {
        return key;
    }

    @Override
    public byte[] value() {
        return value;
    }

    /** Frees the native iterator; the store keeps readers out meanwhile. */
    void free() {
        rows.close();
    }

    @Override
    public void close() {
        store.release(this);
    }
}
