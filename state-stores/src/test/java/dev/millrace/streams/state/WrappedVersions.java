package dev.millrace.streams.state;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

import org.apache.kafka.common.utils.Bytes;

/** A user's versioned store: one of ours behind an object that hands every call on. */
record WrappedVersions(VersionedBytesStoreSupplier inner) implements VersionedBytesStoreSupplier {
    @Override
    public long historyRetentionMs() {
        return inner.historyRetentionMs();
    }

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
        KeyValueStore<Bytes, byte[]> store = inner.get();
        return (VersionedBytesStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {VersionedBytesStore.class}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
