package dev.millrace.streams.internal.state.build;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.internal.state.buffer.StoreOpening;
import dev.millrace.streams.internal.state.kind.SuppliedWindows;
import dev.millrace.streams.internal.state.segments.Segments;
import dev.millrace.streams.internal.state.typed.FacadeSpec;
import dev.millrace.streams.internal.state.typed.Forms;
import dev.millrace.streams.internal.state.typed.TimedSpec;
import dev.millrace.streams.internal.state.typed.Timing;
import dev.millrace.streams.state.TimestampedBytesStore;
import dev.millrace.streams.state.ValueAndTimestamp;
import dev.millrace.streams.state.WindowBytesStoreSupplier;
import dev.millrace.streams.state.WindowStore;

/** Decides which layers a window store has. */
public final class WindowLayers {
    private static final Logger LOG = LoggerFactory.getLogger(WindowLayers.class);

    private WindowLayers() {}

    /** Values alone; a null serde stands for the default one. */
    public static <K, V> TimedSpec<K, V> plain(
            StackBuilder.Asked<WindowBytesStoreSupplier> asked,
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde) {
        ChosenBytes bytes = bytesOf(asked, false);
        return specOf(asked, Forms.plain(keySerde, valueSerde), bytes);
    }

    /** For values with time stamp, which a persistent store made for plain values does not keep. */
    public static <K, V> TimedSpec<K, ValueAndTimestamp<V>> stamped(
            StackBuilder.Asked<WindowBytesStoreSupplier> asked,
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde) {
        ChosenBytes bytes = bytesOf(asked, true);
        return specOf(asked, Forms.stamped(keySerde, valueSerde, bytes.stamped()), bytes);
    }

    private record ChosenBytes(StoreOpening opening, boolean stamped, Timing timing, boolean caching) {}

    private static ChosenBytes bytesOf(StackBuilder.Asked<WindowBytesStoreSupplier> asked, boolean stampsWanted) {
        WindowBytesStoreSupplier supplier = asked.supplier();
        boolean caching = asked.caching() && !supplier.retainDuplicates();
        if (caching != asked.caching()) {
            LOG.warn(
                    "Store {} has no cache although one was asked for: it retains duplicates, and a cache would merge"
                            + " them",
                    supplier.name());
        }
        if (supplier instanceof BuiltInWindowSupplier ours) {
            boolean stamped =
                    ours.timestamped() || stampsWanted && !ours.opening().persistent();
            return new ChosenBytes(ours.opening(), stamped, ours.timing(), caching);
        }
        WindowStore<Bytes, byte[]> store = supplier.get();
        boolean stamped = store instanceof TimestampedBytesStore || stampsWanted && !store.persistent();
        Segments segments = new Segments(supplier.segmentIntervalMs());
        StoreOpening opening =
                new SuppliedOpening<>(store, stamped, opened -> new SuppliedWindows(opened, segments, caching));
        Timing timing = new Timing(
                Long.MAX_VALUE,
                segments,
                Timing.Order.SEGMENT_THEN_KEY,
                supplier.windowSize(),
                supplier.retainDuplicates());
        return new ChosenBytes(opening, stamped, timing, caching);
    }

    private static <K, S> TimedSpec<K, S> specOf(
            StackBuilder.Asked<WindowBytesStoreSupplier> asked, Forms<K, S> forms, ChosenBytes bytes) {
        FacadeSpec<K, S> store =
                new FacadeSpec<>(asked.supplier().name(), forms, bytes.opening(), bytes.caching(), asked.logging());
        return new TimedSpec<>(store, bytes.timing());
    }
}
