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
import dev.millrace.streams.state.ValueAndTimestamp;
import dev.millrace.streams.state.ValueTimestampHeaders;
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
        return specOf(asked, Forms.plain(keySerde, valueSerde), bytesOf(asked, RestoredFormat.PLAIN));
    }

    /** For values with time stamp, which a persistent store made for plain values does not keep. */
    public static <K, V> TimedSpec<K, ValueAndTimestamp<V>> stamped(
            StackBuilder.Asked<WindowBytesStoreSupplier> asked,
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde) {
        ChosenBytes bytes = bytesOf(asked, RestoredFormat.STAMPED);
        boolean kept = bytes.format() != RestoredFormat.PLAIN;
        return specOf(asked, Forms.stamped(keySerde, valueSerde, kept), bytes);
    }

    /** For values with time stamp and headers, of which a persistent store keeps what it was made for. */
    public static <K, V> TimedSpec<K, ValueTimestampHeaders<V>> headed(
            StackBuilder.Asked<WindowBytesStoreSupplier> asked,
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde) {
        ChosenBytes bytes = bytesOf(asked, RestoredFormat.HEADED);
        boolean stamped = bytes.format() != RestoredFormat.PLAIN;
        boolean headed = bytes.format() == RestoredFormat.HEADED;
        return specOf(asked, Forms.headed(keySerde, valueSerde, stamped, headed), bytes);
    }

    private record ChosenBytes(StoreOpening opening, RestoredFormat format, Timing timing, boolean caching) {}

    private static ChosenBytes bytesOf(StackBuilder.Asked<WindowBytesStoreSupplier> asked, RestoredFormat wanted) {
        boolean caching = caching(asked);
        if (asked.supplier() instanceof HeadedWindowSupplier ours) {
            return new ChosenBytes(ours.base().opening(), wanted, ours.base().timing(), caching);
        }
        if (asked.supplier() instanceof BuiltInWindowSupplier ours) {
            RestoredFormat made = RestoredFormat.of(ours.timestamped());
            boolean persistent = ours.opening().persistent();
            return new ChosenBytes(ours.opening(), wanted.within(made, persistent), ours.timing(), caching);
        }
        return supplied(asked.supplier(), wanted, caching);
    }

    private static ChosenBytes supplied(WindowBytesStoreSupplier supplier, RestoredFormat wanted, boolean caching) {
        WindowStore<Bytes, byte[]> store = supplier.get();
        RestoredFormat format = wanted.within(RestoredFormat.madeFor(store), store.persistent());
        Segments segments = new Segments(supplier.segmentIntervalMs());
        StoreOpening opening =
                new SuppliedOpening<>(store, format, opened -> new SuppliedWindows(opened, segments, caching));
        Timing timing = new Timing(
                Long.MAX_VALUE,
                segments,
                Timing.Order.SEGMENT_THEN_KEY,
                supplier.windowSize(),
                supplier.retainDuplicates());
        return new ChosenBytes(opening, format, timing, caching);
    }

    private static boolean caching(StackBuilder.Asked<WindowBytesStoreSupplier> asked) {
        boolean caching = asked.caching() && !asked.supplier().retainDuplicates();
        if (caching != asked.caching()) {
            LOG.warn(
                    "Store {} has no cache although one was asked for: it retains duplicates, and a cache would merge"
                            + " them",
                    asked.supplier().name());
        }
        return caching;
    }

    private static <K, S> TimedSpec<K, S> specOf(
            StackBuilder.Asked<WindowBytesStoreSupplier> asked, Forms<K, S> forms, ChosenBytes bytes) {
        FacadeSpec<K, S> store =
                new FacadeSpec<>(asked.supplier().name(), forms, bytes.opening(), bytes.caching(), asked.logging());
        return new TimedSpec<>(store, bytes.timing());
    }
}
