package dev.millrace.streams.internal.state.kind;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.bytes.ByteCursor;
import dev.millrace.streams.internal.state.bytes.ByteRange;
import dev.millrace.streams.internal.state.bytes.OrderedBytes;
import dev.millrace.streams.internal.state.query.AnsweringStore;
import dev.millrace.streams.internal.state.segments.Slice;
import dev.millrace.streams.internal.state.segments.SliceReader;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.query.Position;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.Query;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.QueryResult;

/**
 * A user's window or session store of bytes. Each put goes to it at once, since it has a mind of its own about what it
 * keeps; it alone says what has expired.
 *
 * <p>Its order of entries is kept, unless changes are held back over it: to merge both, its entries are sorted by the
 * keys under which ours would be stored.
 *
 * <p>Threads: as in {@link SuppliedBytes}.
 */
abstract class SuppliedTimed implements OrderedBytes, SliceReader, AnsweringStore {
    private static final Comparator<Row> BY_KEY = (left, right) -> Arrays.compareUnsigned(left.key(), right.key());

    private final StateStore store;
    private final boolean sorted;

    /** One entry as ours would be stored. */
    record Row(byte[] key, byte[] value) {}

    /** Rows that hold something of the store until they are closed. */
    interface Rows extends Iterator<Row>, AutoCloseable {
        @Override
        void close();
    }

    SuppliedTimed(StateStore store, boolean sorted) {
        this.store = store;
        this.sorted = sorted;
    }

    /** Asks the store for a slice. */
    abstract Rows rows(Slice slice, boolean ascending);

    /** A slice of everything. */
    abstract Slice everything();

    @Override
    public final ByteCursor read(Slice slice, List<ByteRange> ranges, boolean ascending) {
        Rows rows = rows(slice, ascending);
        return sorted ? sorted(rows, ascending) : new Cursor(rows, rows::close);
    }

    private static ByteCursor sorted(Rows rows, boolean ascending) {
        List<Row> collected = new ArrayList<>();
        try (rows) {
            rows.forEachRemaining(collected::add);
        }
        collected.sort(ascending ? BY_KEY : BY_KEY.reversed());
        return new Cursor(collected.iterator(), () -> {});
    }

    @Override
    public final ByteCursor range(byte @Nullable [] from, byte @Nullable [] to, boolean ascending) {
        List<Row> within = new ArrayList<>();
        try (Rows rows = rows(everything(), true)) {
            rows.forEachRemaining(row -> {
                boolean tooLow = from != null && Arrays.compareUnsigned(row.key(), from) < 0;
                boolean tooHigh = to != null && Arrays.compareUnsigned(row.key(), to) > 0;
                if (!tooLow && !tooHigh) {
                    within.add(row);
                }
            });
        }
        within.sort(ascending ? BY_KEY : BY_KEY.reversed());
        return new Cursor(within.iterator(), () -> {});
    }

    @Override
    public final <R> QueryResult<R> query(Query<R> query, PositionBound positionBound, QueryConfig config) {
        return store.query(query, positionBound, config);
    }

    @Override
    public final Position position() {
        return store.getPosition();
    }

    @Override
    public final void deleteRange(byte[] from, byte[] end) {
        try (ByteCursor rows = range(from, end, true)) {
            while (rows.next() && Arrays.compareUnsigned(rows.key(), end) < 0) {
                put(rows.key(), null);
            }
        }
    }

    @Override
    public final boolean direct() {
        return true;
    }

    @Override
    public final void commit(Map<TopicPartition, Long> changelogOffsets, Runnable applied) {
        store.commit(changelogOffsets);
        applied.run();
    }

    @Override
    public final void apply() {
        // What the store's own commit did is all there is.
    }

    @Override
    public final void sync() {
        store.flush();
    }

    @Override
    public final @Nullable Long committedOffset(TopicPartition partition) {
        return store.committedOffset(partition);
    }

    @Override
    public final boolean keepsOffsets() {
        return store.managesOffsets();
    }

    @Override
    public final boolean countsExactly() {
        return true;
    }

    @Override
    public final long count() {
        long count = 0;
        try (ByteCursor rows = range(null, null, true)) {
            while (rows.next()) {
                count++;
            }
        }
        return count;
    }

    @Override
    public final boolean persistent() {
        return store.persistent();
    }

    @Override
    public final boolean isOpen() {
        return store.isOpen();
    }

    @Override
    public final void close() {
        store.close();
    }

    private static final class Cursor implements ByteCursor {
        private final Iterator<Row> rows;
        private final Runnable closing;
        private @Nullable Row current;

        Cursor(Iterator<Row> rows, Runnable closing) {
            this.rows = rows;
            this.closing = closing;
        }

        @Override
        public boolean next() {
            current = rows.hasNext() ? rows.next() : null;
            return current != null;
        }

        @Override
        public byte[] key() {
            return current().key();
        }

        @Override
        public byte[] value() {
            return current().value();
        }

        private Row current() {
            Row row = current;
            if (row == null) {
                throw new NoSuchElementException();
            }
            return row;
        }

        @Override
        public void close() {
            closing.run();
        }
    }
}
