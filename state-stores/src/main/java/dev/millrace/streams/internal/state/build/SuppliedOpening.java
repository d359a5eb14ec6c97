package dev.millrace.streams.internal.state.build;

import java.util.function.Consumer;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.internal.spi.StoreRuntime;
import dev.millrace.streams.internal.state.buffer.StoreOpening;
import dev.millrace.streams.internal.state.bytes.OrderedBytes;
import dev.millrace.streams.internal.state.kind.SuppliedBytes;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.state.KeyValueStore;

/**
 * How a user's store is opened: by its own init, in which it registers how it is restored. <i>Immutable.</i>
 *
 * @param stamped whether its values begin with their time, which the changelog has in its records
 */
record SuppliedOpening(KeyValueStore<Bytes, byte[]> store, boolean stamped) implements StoreOpening {
    @Override
    public OrderedBytes open(StoreRuntime runtime, StateStore root, Consumer<byte[]> forgotten) {
        store.init(stamped ? new StampingRuntime(runtime) : runtime, root);
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
