package dev.millrace.streams.internal.state.build;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.internal.state.buffer.StoreOpening;
import dev.millrace.streams.internal.state.typed.HeadedKeyValueBytes;
import dev.millrace.streams.state.HeadersBytesStoreSupplier;
import dev.millrace.streams.state.KeyValueBytesStoreSupplier;
import dev.millrace.streams.state.KeyValueStore;

import static java.util.Objects.requireNonNull;

/**
 * Our own key-value store for values with headers; for the rest as {@link BuiltInSupplier}. <i>Immutable.</i>
 *
 * @param name name of the store
 * @param opening the bytes below
 */
public record HeadedSupplier(String name, StoreOpening opening)
        implements KeyValueBytesStoreSupplier, HeadersBytesStoreSupplier {
    /** Checks the name. */
    public HeadedSupplier {
        requireNonNull(name, "name cannot be null");
    }

    @Override
    public String metricsScope() {
        return "rocksdb";
    }

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
        return new HeadedKeyValueBytes(name, opening);
    }
}
