package dev.millrace.streams.processor;

import org.jspecify.annotations.Nullable;

/** Takes back entries from a changelog. */
@FunctionalInterface
public interface StateRestoreCallback {
    /** One entry; a null value deletes the key. */
    void restore(byte[] key, byte @Nullable [] value);
}
