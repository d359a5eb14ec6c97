package dev.millrace.streams.internal.state.kind;

import java.util.Arrays;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.bytes.ByteCursor;
import dev.millrace.streams.internal.state.bytes.OrderedBytes;
import dev.millrace.streams.internal.state.query.AnsweringStore;
import dev.millrace.streams.query.Position;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.Query;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.QueryResult;
import dev.millrace.streams.state.KeyValueStore;

/**
 * A user's store of bytes. Each put goes to it at once, since it may have a mind of its own about what it keeps; so its
 * entries and offsets are not written atomically unless it does that itself.
 *
 * <p>Reads are as thread-safe as the user's store; all else is confined to the thread that owns the task.
 */
public final class SuppliedBytes implements OrderedBytes, AnsweringStore {
    private final KeyValueStore<Bytes, byte[]> store;

    /** Over an initialised store. */
    public SuppliedBytes(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return store.get(Bytes.wrap(key));
    }

    @Override
    public ByteCursor range(byte @Nullable [] from, byte @Nullable [] to, boolean ascending) {
        Bytes first = Bytes.wrap(from);
        Bytes last = Bytes.wrap(to);
        return new SuppliedCursor(ascending ? store.range(first, last) : store.reverseRange(first, last));
    }

    @Override
    public void put(byte[] key, byte @Nullable [] value) {
        store.put(Bytes.wrap(key), value);
    }

    @Override
    public <R> QueryResult<R> query(Query<R> query, PositionBound positionBound, QueryConfig config) {
        return store.query(query, positionBound, config);
    }

    @Override
    public Position position() {
        return store.getPosition();
    }

    @Override
    public void deleteRange(byte[] from, byte[] end) {
        try (ByteCursor rows = range(from, end, true)) {
            while (rows.next() && Arrays.compareUnsigned(rows.key(), end) < 0) {
                put(rows.key(), null);
            }
        }
    }

    @Override
    public boolean direct() {
        return true;
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets, Runnable applied) {
        store.commit(changelogOffsets);
        applied.run();
    }

    @Override
    public void apply() {
        // The store's own commit is all there is.
    }

    @Override
    public void sync() {
        store.flush();
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        return store.committedOffset(partition);
    }

    @Override
    public boolean keepsOffsets() {
        return store.managesOffsets();
    }

    @Override
    public boolean countsExactly() {
        return false;
    }

    @Override
    public long count() {
        return store.approximateNumEntries();
    }

    @Override
    public boolean persistent() {
        return store.persistent();
    }

    @Override
    public boolean isOpen() {
        return store.isOpen();
    }

    @Override
    public void close() {
        store.close();
    }
}
