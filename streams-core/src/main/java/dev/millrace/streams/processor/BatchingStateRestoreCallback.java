package dev.millrace.streams.processor;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;

/** Takes back entries from a changelog, many at once. */
public interface BatchingStateRestoreCallback extends StateRestoreCallback {
    /** Entries in changelog order; a null value deletes the key. */
    void restoreAll(Collection<KeyValue<byte[], byte[]>> records);

    @Override
    default void restore(byte[] key, byte @Nullable [] value) {
        restoreAll(List.of(KeyValue.pair(key, value)));
    }
}
