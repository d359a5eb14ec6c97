package dev.millrace.streams.internal.state.kind;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.keys.KeyLayout;
import dev.millrace.streams.internal.state.keys.SegmentKeyV1;
import dev.millrace.streams.internal.state.keys.SessionKeyV1;
import dev.millrace.streams.internal.state.segments.Segments;
import dev.millrace.streams.internal.state.segments.Slice;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.kstream.internals.SessionWindow;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.SessionStore;

/** A user's session store of bytes. Threads: as in {@link SuppliedTimed}. */
public final class SuppliedSessions extends SuppliedTimed {
    private final SessionStore<Bytes, byte[]> store;
    private final Segments segments;

    /**
     * Over an initialised store.
     *
     * @param sorted whether its entries are merged with others
     */
    public SuppliedSessions(SessionStore<Bytes, byte[]> store, Segments segments, boolean sorted) {
        super(store, sorted);
        this.store = store;
        this.segments = segments;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return store.fetchSession(
                Bytes.wrap(KeyLayout.SESSIONS.keyOf(key)), SessionKeyV1.start(key), SessionKeyV1.end(key));
    }

    @Override
    public void put(byte[] key, byte @Nullable [] value) {
        Windowed<Bytes> session = new Windowed<>(
                Bytes.wrap(KeyLayout.SESSIONS.keyOf(key)),
                new SessionWindow(SessionKeyV1.start(key), SessionKeyV1.end(key)));
        if (value == null) {
            store.remove(session);
        } else {
            store.put(session, value);
        }
    }

    @Override
    Slice everything() {
        return Slice.ofSessions(null, null, 0, Long.MAX_VALUE);
    }

    @Override
    Rows rows(Slice slice, boolean ascending) {
        return new SuppliedRows<>(
                sessions(slice, ascending),
                windowed -> stored(
                        windowed.key().get(),
                        windowed.window().start(),
                        windowed.window().end()));
    }

    private KeyValueIterator<Windowed<Bytes>, byte[]> sessions(Slice slice, boolean ascending) {
        long earliestEnd = slice.timeFrom();
        long latestStart = slice.latestStart();
        if (slice.timeTo() != Long.MAX_VALUE) {
            return store.findSessions(earliestEnd, slice.timeTo());
        }
        Bytes first = Bytes.wrap(slice.keyFrom());
        Bytes last = Bytes.wrap(slice.keyTo());
        if (slice.ofOneKey()) {
            return ascending
                    ? store.findSessions(first, earliestEnd, latestStart)
                    : store.backwardFindSessions(first, earliestEnd, latestStart);
        }
        return ascending
                ? store.findSessions(first, last, earliestEnd, latestStart)
                : store.backwardFindSessions(first, last, earliestEnd, latestStart);
    }

    private byte[] stored(byte[] key, long start, long end) {
        byte[] stored = SessionKeyV1.write(SegmentKeyV1.HEAD_BYTES, key, start, end);
        return SegmentKeyV1.head(stored, segments.of(end));
    }
}
