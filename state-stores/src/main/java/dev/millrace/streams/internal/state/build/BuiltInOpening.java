package dev.millrace.streams.internal.state.build;

import java.util.function.Consumer;

import dev.millrace.streams.internal.spi.StoreRuntime;
import dev.millrace.streams.internal.state.buffer.StoreOpening;
import dev.millrace.streams.internal.state.bytes.OrderedBytes;
import dev.millrace.streams.internal.state.memory.HeapBytes;
import dev.millrace.streams.internal.state.memory.LruBytes;
import dev.millrace.streams.internal.state.rocksdb.RocksDatabase;
import dev.millrace.streams.internal.state.rocksdb.ValueLayout;
import dev.millrace.streams.processor.StateStore;

/** How our own stores are opened. <i>Immutable.</i> */
public sealed interface BuiltInOpening extends StoreOpening {
    @Override
    default boolean registers() {
        return false;
    }

    /** A column family of the task's database, for values of {@code layout}. */
    record OnDisk(String storeName, ValueLayout layout) implements BuiltInOpening {
        @Override
        public OrderedBytes open(StoreRuntime runtime, StateStore root, Consumer<byte[]> forgotten) {
            return runtime.shared(RocksDatabase.class, task -> RocksDatabase.open(task, storeName))
                    .store(storeName, layout, runtime.restorable(storeName));
        }

        @Override
        public boolean persistent() {
            return true;
        }

        @Override
        public boolean keepsOffsets() {
            return true;
        }
    }

    /** A sorted map in the heap. */
    record InHeap(String storeName) implements BuiltInOpening {
        @Override
        public OrderedBytes open(StoreRuntime runtime, StateStore root, Consumer<byte[]> forgotten) {
            return new HeapBytes(storeName);
        }

        @Override
        public boolean persistent() {
            return false;
        }

        @Override
        public boolean keepsOffsets() {
            return false;
        }
    }

    /** The entries used last, in the heap. */
    record MostRecent(String storeName, int maxEntries) implements BuiltInOpening {
        @Override
        public OrderedBytes open(StoreRuntime runtime, StateStore root, Consumer<byte[]> forgotten) {
            return new LruBytes(storeName, maxEntries, forgotten);
        }

        @Override
        public boolean persistent() {
            return false;
        }

        @Override
        public boolean keepsOffsets() {
            return false;
        }
    }
}
