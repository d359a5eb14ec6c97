package dev.millrace.streams.state;

import java.util.List;

import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.StateStoreContext;

/** What a user may write: a layer of his own around a store of ours that knows nothing of commits. */
record WrappingSupplier(KeyValueBytesStoreSupplier inner) implements KeyValueBytesStoreSupplier {
    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public String metricsScope() {
        return "wrapped";
    }

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
        return new Wrapper(inner.get());
    }

    private record Wrapper(KeyValueStore<Bytes, byte[]> store) implements KeyValueStore<Bytes, byte[]> {
        @Override
        public String name() {
            return store.name();
        }

        @Override
        public void init(StateStoreContext stateStoreContext, StateStore root) {
            store.init(stateStoreContext, root);
        }

        @Override
        public void flush() {
            store.flush();
        }

        @Override
        public void close() {
            store.close();
        }

        @Override
        public boolean persistent() {
            return store.persistent();
        }

        @Override
        public boolean isOpen() {
            return store.isOpen();
        }

        @Override
        public void put(Bytes key, byte @Nullable [] value) {
            store.put(key, value);
        }

        @Override
        public byte @Nullable [] putIfAbsent(Bytes key, byte @Nullable [] value) {
            return store.putIfAbsent(key, value);
        }

        @Override
        public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
            store.putAll(entries);
        }

        @Override
        public byte @Nullable [] delete(Bytes key) {
            return store.delete(key);
        }

        @Override
        public byte @Nullable [] get(Bytes key) {
            return store.get(key);
        }

        @Override
        public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
            return store.range(from, to);
        }

        @Override
        public KeyValueIterator<Bytes, byte[]> reverseRange(@Nullable Bytes from, @Nullable Bytes to) {
            return store.reverseRange(from, to);
        }

        @Override
        public KeyValueIterator<Bytes, byte[]> all() {
            return store.all();
        }

        @Override
        public KeyValueIterator<Bytes, byte[]> reverseAll() {
            return store.reverseAll();
        }

        @Override
        public <PS extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(
                P prefix, PS prefixKeySerializer) {
            return store.prefixScan(prefix, prefixKeySerializer);
        }

        @Override
        public long approximateNumEntries() {
            return store.approximateNumEntries();
        }
    }
}
