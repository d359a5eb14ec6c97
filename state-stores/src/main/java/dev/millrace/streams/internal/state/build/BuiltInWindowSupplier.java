package dev.millrace.streams.internal.state.build;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.internal.state.buffer.StoreOpening;
import dev.millrace.streams.internal.state.rocksdb.ValueLayout;
import dev.millrace.streams.internal.state.segments.Segments;
import dev.millrace.streams.internal.state.typed.TimestampedWindowBytes;
import dev.millrace.streams.internal.state.typed.Timing;
import dev.millrace.streams.internal.state.typed.WindowBytes;
import dev.millrace.streams.state.WindowBytesStoreSupplier;
import dev.millrace.streams.state.WindowStore;

import static java.util.Objects.requireNonNull;

/**
 * One of our own window stores, for builders and for users' layers as {@link BuiltInSupplier} says of key-value stores.
 * <i>Immutable.</i>
 *
 * @param name name of the store
 * @param timestamped whether values are stored with their time
 * @param opening the bytes below
 * @param timing how long entries are kept, and where
 */
public record BuiltInWindowSupplier(String name, boolean timestamped, StoreOpening opening, Timing timing)
        implements WindowBytesStoreSupplier {
    private static final long NOT_SEGMENTED = 1;

    /** Checks the arguments. */
    public BuiltInWindowSupplier {
        requireNonNull(name, "name cannot be null");
        if (timing.windowSizeMs() < 0) {
            throw new IllegalArgumentException("windowSize cannot be negative: " + timing.windowSizeMs() + " ms");
        }
        if (timing.windowSizeMs() > timing.retentionMs()) {
            throw new IllegalArgumentException("Window store " + name + " cannot keep windows of "
                    + timing.windowSizeMs() + " ms for " + timing.retentionMs()
                    + " ms: retentionPeriod must not be less than windowSize");
        }
    }

    /** On disk. */
    public static BuiltInWindowSupplier onDisk(
            String name,
            ValueLayout layout,
            long retentionMs,
            long windowSizeMs,
            boolean duplicates,
            Timing.Order order) {
        BuiltInOpening opening = new BuiltInOpening.OnDisk(requireNonNull(name, "name cannot be null"), layout);
        Segments segments = Segments.forRetention(Periods.notNegative(retentionMs));
        Timing timing = new Timing(retentionMs, segments, order, windowSizeMs, duplicates);
        return new BuiltInWindowSupplier(name, layout != ValueLayout.PLAIN, opening, timing);
    }

    /** In the heap. */
    public static BuiltInWindowSupplier inHeap(String name, long retentionMs, long windowSizeMs, boolean duplicates) {
        BuiltInOpening opening = new BuiltInOpening.InHeap(requireNonNull(name, "name cannot be null"));
        Segments segments = Segments.inHeap(Periods.notNegative(retentionMs));
        Timing timing = new Timing(retentionMs, segments, Timing.Order.TIME_THEN_KEY, windowSizeMs, duplicates);
        return new BuiltInWindowSupplier(name, false, opening, timing);
    }

    @Override
    public WindowStore<Bytes, byte[]> get() {
        return timestamped ? new TimestampedWindowBytes(name, opening, timing) : new WindowBytes(name, opening, timing);
    }

    @Override
    public String metricsScope() {
        return opening.persistent() ? "rocksdb-window" : "in-memory-window";
    }

    @Override
    public long segmentIntervalMs() {
        return opening.persistent() ? timing.segments().intervalMs() : NOT_SEGMENTED;
    }

    @Override
    public long windowSize() {
        return timing.windowSizeMs();
    }

    @Override
    public boolean retainDuplicates() {
        return timing.retainDuplicates();
    }

    @Override
    public long retentionPeriod() {
        return timing.retentionMs();
    }
}
