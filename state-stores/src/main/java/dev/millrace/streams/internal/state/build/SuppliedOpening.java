package dev.millrace.streams.internal.state.build;

import java.util.function.Consumer;
import java.util.function.Function;

import dev.millrace.streams.internal.spi.StoreRuntime;
import dev.millrace.streams.internal.state.buffer.StoreOpening;
import dev.millrace.streams.internal.state.bytes.OrderedBytes;
import dev.millrace.streams.processor.StateStore;

/**
 * How a user's store is opened: by its own init, in which it registers how it is restored. <i>Immutable.</i>
 *
 * @param format what its values begin with that the changelog has in its records
 * @param reading how it is read and written once it is open
 * @param <T> type of the store
 */
record SuppliedOpening<T extends StateStore>(T store, RestoredFormat format, Function<T, OrderedBytes> reading)
        implements StoreOpening {
    @Override
    public OrderedBytes open(StoreRuntime runtime, StateStore root, Consumer<byte[]> forgotten) {
        store.init(format == RestoredFormat.PLAIN ? runtime : new StampingRuntime(runtime, format), root);
        return reading.apply(store);
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
