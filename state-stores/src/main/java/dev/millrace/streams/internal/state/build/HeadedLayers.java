package dev.millrace.streams.internal.state.build;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.buffer.StoreOpening;
import dev.millrace.streams.internal.state.kind.SuppliedBytes;
import dev.millrace.streams.internal.state.typed.FacadeSpec;
import dev.millrace.streams.internal.state.typed.Forms;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.ValueTimestampHeaders;

/** Decides which layers a key-value store has whose values carry headers. */
public final class HeadedLayers {
    private HeadedLayers() {}

    /**
     * The layers, by what the bytes are made for. A persistent store that was made for less keeps less, so that it can
     * be read by what wrote it; in the heap there is nothing to be compatible with. Serdes may be null as in {@link
     * Forms#plain}.
     */
    public static <K, V> FacadeSpec<K, ValueTimestampHeaders<V>> of(
            KeyValueBuilder.Layers asked, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        if (asked.supplier() instanceof HeadedSupplier ours) {
            return spec(asked, Forms.headed(keySerde, valueSerde, true, true), ours.opening());
        }
        if (asked.supplier() instanceof BuiltInSupplier ours) {
            RestoredFormat made = RestoredFormat.of(ours.timestamped());
            RestoredFormat kept =
                    RestoredFormat.HEADED.within(made, ours.opening().persistent());
            return spec(asked, forms(keySerde, valueSerde, kept), ours.opening());
        }
        KeyValueStore<Bytes, byte[]> store = asked.supplier().get();
        RestoredFormat kept = RestoredFormat.HEADED.within(RestoredFormat.madeFor(store), store.persistent());
        return spec(asked, forms(keySerde, valueSerde, kept), new SuppliedOpening<>(store, kept, SuppliedBytes::new));
    }

    private static <K, V> Forms<K, ValueTimestampHeaders<V>> forms(
            @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde, RestoredFormat kept) {
        return Forms.headed(keySerde, valueSerde, kept != RestoredFormat.PLAIN, kept == RestoredFormat.HEADED);
    }

    private static <K, V> FacadeSpec<K, ValueTimestampHeaders<V>> spec(
            KeyValueBuilder.Layers asked, Forms<K, ValueTimestampHeaders<V>> forms, StoreOpening opening) {
        return new FacadeSpec<>(asked.supplier().name(), forms, opening, asked.caching(), asked.logging());
    }
}
