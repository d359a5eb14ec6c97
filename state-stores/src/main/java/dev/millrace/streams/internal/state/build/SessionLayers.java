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
import dev.millrace.streams.state.SessionBytesStoreSupplier;
import dev.millrace.streams.state.SessionStore;

/** Decides which layers a session store has. */
public final class SessionLayers {
    private SessionLayers() {}

    /** The layers of a session store; serdes may be null as in {@link Forms#plain}. */
    public static <K, V> TimedSpec<K, V> plain(
            StackBuilder.Asked<SessionBytesStoreSupplier> asked,
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde) {
        SessionBytesStoreSupplier supplier = asked.supplier();
        if (supplier instanceof BuiltInSessionSupplier ours) {
            return specOf(asked, Forms.plain(keySerde, valueSerde), ours.opening(), ours.timing());
        }
        SessionStore<Bytes, byte[]> store = supplier.get();
        Segments segments = new Segments(supplier.segmentIntervalMs());
        StoreOpening opening =
                new SuppliedOpening<>(store, false, opened -> new SuppliedSessions(opened, segments, asked.caching()));
        Timing timing = new Timing(Long.MAX_VALUE, segments, Timing.Order.SEGMENT_THEN_KEY, 0, false);
        return specOf(asked, Forms.plain(keySerde, valueSerde), opening, timing);
    }

    private static <K, V> TimedSpec<K, V> specOf(
            StackBuilder.Asked<SessionBytesStoreSupplier> asked,
            Forms<K, V> forms,
            StoreOpening opening,
            Timing timing) {
        FacadeSpec<K, V> store =
                new FacadeSpec<>(asked.supplier().name(), forms, opening, asked.caching(), asked.logging());
        return new TimedSpec<>(store, timing);
    }
}
