package dev.millrace.streams.internal.state.build;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.internal.state.buffer.StoreOpening;
import dev.millrace.streams.internal.state.typed.KeyValueBytes;
import dev.millrace.streams.internal.state.typed.TimestampedKeyValueBytes;
import dev.millrace.streams.state.KeyValueBytesStoreSupplier;
import dev.millrace.streams.state.KeyValueStore;

import static java.util.Objects.requireNonNull;

/**
 * One of our own key-value stores. The builders take its {@link #opening()} and put the typed store right on it;
 * {@link #get()} gives a store of bytes to whoever wraps it. <i>Immutable.</i>
 *
 * @param name name of the store
 * @param metricsScope word for this kind of store in metric names
 * @param timestamped whether values are stored with their time
 * @param opening the bytes below
 */
public record BuiltInSupplier(String name, String metricsScope, boolean timestamped, StoreOpening opening)
        implements KeyValueBytesStoreSupplier {
    /** Checks the name. */
    public BuiltInSupplier {
        requireNonNull(name, "name cannot be null");
    }

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
        return timestamped ? new TimestampedKeyValueBytes(name, opening) : new KeyValueBytes(name, opening);
    }
}
