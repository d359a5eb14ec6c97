package dev.millrace.streams.internal.state.build;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.internal.state.buffer.StoreOpening;
import dev.millrace.streams.internal.state.versioned.VersionedBytes;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.VersionedBytesStoreSupplier;

import static java.util.Objects.requireNonNull;

/**
 * Our own versioned store. The builder takes its {@link #opening()}; {@link #get()} gives a store of bytes to whoever
 * wraps it. <i>Immutable.</i>
 *
 * @param name name of the store
 * @param historyRetentionMs how far history goes back
 * @param opening the bytes below
 */
public record VersionedSupplier(String name, long historyRetentionMs, StoreOpening opening)
        implements VersionedBytesStoreSupplier {
    /** Checks what it is given. */
    public VersionedSupplier {
        requireNonNull(name, "name cannot be null");
        if (historyRetentionMs < 0) {
            throw new IllegalArgumentException("historyRetention cannot be negative: " + historyRetentionMs);
        }
    }

    @Override
    public String metricsScope() {
        return "rocksdb";
    }

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
        return new VersionedBytes(name, opening, historyRetentionMs);
    }
}
