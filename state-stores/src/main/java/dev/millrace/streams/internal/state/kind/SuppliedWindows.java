package dev.millrace.streams.internal.state.kind;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.keys.KeyLayout;
import dev.millrace.streams.internal.state.keys.SegmentKeyV1;
import dev.millrace.streams.internal.state.keys.WindowKeyV1;
import dev.millrace.streams.internal.state.segments.Segments;
import dev.millrace.streams.internal.state.segments.Slice;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.WindowStore;

/** A user's window store of bytes. Threads: as in {@link SuppliedTimed}. */
public final class SuppliedWindows extends SuppliedTimed {
    private final WindowStore<Bytes, byte[]> store;
    private final Segments segments;

    /**
     * Over an initialised store.
     *
     * @param sorted whether its entries are merged with others
     */
    public SuppliedWindows(WindowStore<Bytes, byte[]> store, Segments segments, boolean sorted) {
        super(store, sorted);
        this.store = store;
        this.segments = segments;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return store.fetch(Bytes.wrap(KeyLayout.WINDOWS.keyOf(key)), WindowKeyV1.start(key));
    }

    @Override
    public void put(byte[] key, byte @Nullable [] value) {
        store.put(Bytes.wrap(KeyLayout.WINDOWS.keyOf(key)), value, WindowKeyV1.start(key));
    }

    @Override
    Slice everything() {
        return Slice.ofWindows(null, null, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Override
    Rows rows(Slice slice, boolean ascending) {
        byte[] key = slice.keyFrom();
        if (key != null && slice.ofOneKey()) {
            Bytes wrapped = Bytes.wrap(key);
            return new SuppliedRows<>(
                    ascending
                            ? store.fetch(wrapped, slice.timeFrom(), slice.timeTo())
                            : store.backwardFetch(wrapped, slice.timeFrom(), slice.timeTo()),
                    start -> stored(key, start));
        }
        return new SuppliedRows<>(
                ofManyKeys(slice, ascending),
                windowed -> stored(windowed.key().get(), windowed.window().start()));
    }

    private KeyValueIterator<Windowed<Bytes>, byte[]> ofManyKeys(Slice slice, boolean ascending) {
        long from = slice.timeFrom();
        long to = slice.timeTo();
        if (slice.keyFrom() != null || slice.keyTo() != null) {
            Bytes first = Bytes.wrap(slice.keyFrom());
            Bytes last = Bytes.wrap(slice.keyTo());
            return ascending ? store.fetch(first, last, from, to) : store.backwardFetch(first, last, from, to);
        }
        if (slice.ofAllTime()) {
            return ascending ? store.all() : store.backwardAll();
        }
        return ascending ? store.fetchAll(from, to) : store.backwardFetchAll(from, to);
    }

    private byte[] stored(byte[] key, long start) {
        byte[] stored = WindowKeyV1.write(SegmentKeyV1.HEAD_BYTES, key, start, 0);
        return SegmentKeyV1.head(stored, segments.of(start));
    }
}
