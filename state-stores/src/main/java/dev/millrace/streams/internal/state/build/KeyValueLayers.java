package dev.millrace.streams.internal.state.build;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.buffer.StoreOpening;
import dev.millrace.streams.internal.state.kind.SuppliedBytes;
import dev.millrace.streams.internal.state.typed.FacadeSpec;
import dev.millrace.streams.internal.state.typed.Forms;
import dev.millrace.streams.state.KeyValueBytesStoreSupplier;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.TimestampedBytesStore;
import dev.millrace.streams.state.ValueAndTimestamp;

/** Decides which layers a key-value store has. */
public final class KeyValueLayers {
    private KeyValueLayers() {}

    /** The layers of a store of plain values; serdes may be null as in {@link Forms#plain}. */
    public static <K, V> FacadeSpec<K, V> plain(
            KeyValueBuilder.Layers asked, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        StoreOpening opening = bytesOf(asked.supplier(), false).opening();
        return specOf(asked, Forms.plain(keySerde, valueSerde), opening);
    }

    /**
     * For values with time stamp. A persistent store made for plain values keeps plain values, so that it can be read
     * by what wrote it; in the heap there is nothing to be compatible with.
     */
    public static <K, V> FacadeSpec<K, ValueAndTimestamp<V>> stamped(
            KeyValueBuilder.Layers asked, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        ChosenBytes bytes = bytesOf(asked.supplier(), true);
        return specOf(asked, Forms.stamped(keySerde, valueSerde, bytes.stamped()), bytes.opening());
    }

    private record ChosenBytes(StoreOpening opening, boolean stamped) {}

    private static ChosenBytes bytesOf(KeyValueBytesStoreSupplier supplier, boolean stampsWanted) {
        if (supplier instanceof BuiltInSupplier ours) {
            boolean stamped = ours.timestamped() || !ours.opening().persistent();
            return new ChosenBytes(ours.opening(), stamped);
        }
        KeyValueStore<Bytes, byte[]> store = supplier.get();
        boolean stamped = store instanceof TimestampedBytesStore || stampsWanted && !store.persistent();
        return new ChosenBytes(new SuppliedOpening<>(store, RestoredFormat.of(stamped), SuppliedBytes::new), stamped);
    }

    private static <K, S> FacadeSpec<K, S> specOf(
            KeyValueBuilder.Layers asked, Forms<K, S> forms, StoreOpening opening) {
        return new FacadeSpec<>(asked.supplier().name(), forms, opening, asked.caching(), asked.logging());
    }
}
