package dev.millrace.streams.internal.state.build;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.typed.JoinWindowFacade;
import dev.millrace.streams.state.StoreBuilder;
import dev.millrace.streams.state.WindowBytesStoreSupplier;
import dev.millrace.streams.state.WindowStore;

/** Builds the stores of joins of streams. */
public final class JoinWindowBuilder {
    private JoinWindowBuilder() {}

    /**
     * One side.
     *
     * @param supplier makes a store that retains duplicates
     * @param keySerde null for the default one
     * @param valueSerde null for the default one
     */
    public static <K, V> StoreBuilder<WindowStore<K, V>> of(
            WindowBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new StackBuilder<>(
                supplier, asked -> new JoinWindowFacade<K, V>(WindowLayers.plain(asked, keySerde, valueSerde)));
    }
}
