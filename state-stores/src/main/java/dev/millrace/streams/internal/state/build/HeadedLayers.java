package dev.millrace.streams.internal.state.build;

import java.util.function.Consumer;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.spi.StoreRuntime;
import dev.millrace.streams.internal.state.buffer.StoreOpening;
import dev.millrace.streams.internal.state.bytes.OrderedBytes;
import dev.millrace.streams.internal.state.kind.SuppliedBytes;
import dev.millrace.streams.internal.state.typed.FacadeSpec;
import dev.millrace.streams.internal.state.typed.Forms;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.state.HeadersBytesStore;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.TimestampedBytesStore;
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
            boolean inHeap = !ours.opening().persistent();
            boolean stamped = inHeap || ours.timestamped();
            return spec(asked, Forms.headed(keySerde, valueSerde, stamped, inHeap), ours.opening());
        }
        KeyValueStore<Bytes, byte[]> store = asked.supplier().get();
        boolean headed = store instanceof HeadersBytesStore || !store.persistent();
        boolean stamped = headed || store instanceof TimestampedBytesStore;
        RestoredFormat format =
                headed ? RestoredFormat.HEADED : stamped ? RestoredFormat.STAMPED : RestoredFormat.PLAIN;
        return spec(asked, Forms.headed(keySerde, valueSerde, stamped, headed), new Supplied(store, format));
    }

    private static <K, V> FacadeSpec<K, ValueTimestampHeaders<V>> spec(
            KeyValueBuilder.Layers asked, Forms<K, ValueTimestampHeaders<V>> forms, StoreOpening opening) {
        return new FacadeSpec<>(asked.supplier().name(), forms, opening, asked.caching(), asked.logging());
    }

    /** How a user's store is opened, as in {@link SuppliedOpening}. <i>Immutable.</i> */
    private record Supplied(KeyValueStore<Bytes, byte[]> store, RestoredFormat format) implements StoreOpening {
        @Override
        public OrderedBytes open(StoreRuntime runtime, StateStore root, Consumer<byte[]> forgotten) {
            store.init(new StampingRuntime(runtime, format), root);
            return new SuppliedBytes(store);
        }

        @Override
        public boolean persistent() {
            return store.persistent();
        }

        @Override
        public boolean keepsOffsets() {
            return store.managesOffsets();
        }

        @Override
        public boolean registers() {
            return true;
        }
    }
}
