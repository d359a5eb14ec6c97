package dev.millrace.streams.internal.state.build;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.buffer.StoreOpening;
import dev.millrace.streams.internal.state.kind.SuppliedSessions;
import dev.millrace.streams.internal.state.segments.Segments;
import dev.millrace.streams.internal.state.typed.FacadeSpec;
import dev.millrace.streams.internal.state.typed.Forms;
import dev.millrace.streams.internal.state.typed.TimedSpec;
import dev.millrace.streams.internal.state.typed.Timing;
import dev.millrace.streams.state.AggregationWithHeaders;
import dev.millrace.streams.state.HeadersBytesStore;
import dev.millrace.streams.state.SessionBytesStoreSupplier;
import dev.millrace.streams.state.SessionStore;

/** Decides which layers a session store has. */
public final class SessionLayers {
    private SessionLayers() {}

    /** The layers of a store of aggregates alone; serdes may be null as in {@link Forms#plain}. */
    public static <K, V> TimedSpec<K, V> plain(
            StackBuilder.Asked<SessionBytesStoreSupplier> asked,
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde) {
        return specOf(asked, Forms.plain(keySerde, valueSerde), bytesOf(asked, RestoredFormat.PLAIN));
    }

    /** For aggregates with headers, which a persistent store made for less does not keep. */
    public static <K, V> TimedSpec<K, AggregationWithHeaders<V>> headed(
            StackBuilder.Asked<SessionBytesStoreSupplier> asked,
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde) {
        ChosenBytes bytes = bytesOf(asked, RestoredFormat.HEADED_AGGREGATE);
        boolean kept = bytes.format() == RestoredFormat.HEADED_AGGREGATE;
        return specOf(asked, Forms.headedAggregates(keySerde, valueSerde, kept), bytes);
    }

    private record ChosenBytes(StoreOpening opening, RestoredFormat format, Timing timing) {}

    private static ChosenBytes bytesOf(StackBuilder.Asked<SessionBytesStoreSupplier> asked, RestoredFormat wanted) {
        SessionBytesStoreSupplier supplier = asked.supplier();
        if (supplier instanceof HeadedSessionSupplier ours) {
            return new ChosenBytes(ours.base().opening(), wanted, ours.base().timing());
        }
        if (supplier instanceof BuiltInSessionSupplier ours) {
            RestoredFormat kept =
                    wanted.within(RestoredFormat.PLAIN, ours.opening().persistent());
            return new ChosenBytes(ours.opening(), kept, ours.timing());
        }
        SessionStore<Bytes, byte[]> store = supplier.get();
        RestoredFormat made =
                store instanceof HeadersBytesStore ? RestoredFormat.HEADED_AGGREGATE : RestoredFormat.PLAIN;
        RestoredFormat kept = wanted.within(made, store.persistent());
        Segments segments = new Segments(supplier.segmentIntervalMs());
        StoreOpening opening =
                new SuppliedOpening<>(store, kept, opened -> new SuppliedSessions(opened, segments, asked.caching()));
        Timing timing = new Timing(Long.MAX_VALUE, segments, Timing.Order.SEGMENT_THEN_KEY, 0, false);
        return new ChosenBytes(opening, kept, timing);
    }

    private static <K, S> TimedSpec<K, S> specOf(
            StackBuilder.Asked<SessionBytesStoreSupplier> asked, Forms<K, S> forms, ChosenBytes bytes) {
        FacadeSpec<K, S> store =
                new FacadeSpec<>(asked.supplier().name(), forms, bytes.opening(), asked.caching(), asked.logging());
        return new TimedSpec<>(store, bytes.timing());
    }
}
