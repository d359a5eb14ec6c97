package dev.millrace.streams.internal.state.build;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.internal.state.buffer.StoreOpening;
import dev.millrace.streams.internal.state.rocksdb.ValueLayout;
import dev.millrace.streams.internal.state.segments.Segments;
import dev.millrace.streams.internal.state.typed.SessionBytes;
import dev.millrace.streams.internal.state.typed.Timing;
import dev.millrace.streams.state.SessionBytesStoreSupplier;
import dev.millrace.streams.state.SessionStore;

import static java.util.Objects.requireNonNull;

/**
 * One of our own session stores, used as {@link BuiltInWindowSupplier} is. <i>Immutable.</i>
 *
 * @param name name of the store
 * @param opening the bytes below
 * @param timing how long entries are kept, and where
 */
public record BuiltInSessionSupplier(String name, StoreOpening opening, Timing timing)
        implements SessionBytesStoreSupplier {
    private static final long NOT_SEGMENTED = 1;

    /** On disk. */
    public static BuiltInSessionSupplier onDisk(String name, ValueLayout layout, long retentionMs, Timing.Order order) {
        BuiltInOpening opening = new BuiltInOpening.OnDisk(requireNonNull(name, "name cannot be null"), layout);
        Segments segments = Segments.forRetention(Periods.notNegative(retentionMs));
        return new BuiltInSessionSupplier(name, opening, new Timing(retentionMs, segments, order, 0, false));
    }

    /** In the heap. */
    public static BuiltInSessionSupplier inHeap(String name, long retentionMs) {
        BuiltInOpening opening = new BuiltInOpening.InHeap(requireNonNull(name, "name cannot be null"));
        Segments segments = Segments.inHeap(Periods.notNegative(retentionMs));
        Timing timing = new Timing(retentionMs, segments, Timing.Order.TIME_THEN_KEY, 0, false);
        return new BuiltInSessionSupplier(name, opening, timing);
    }

    @Override
    public SessionStore<Bytes, byte[]> get() {
        return new SessionBytes(name, opening, timing);
    }

    @Override
    public String metricsScope() {
        return opening.persistent() ? "rocksdb-session" : "in-memory-session";
    }

    @Override
    public long segmentIntervalMs() {
        return opening.persistent() ? timing.segments().intervalMs() : NOT_SEGMENTED;
    }

    @Override
    public long retentionPeriod() {
        return timing.retentionMs();
    }
}
