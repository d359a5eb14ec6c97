package dev.millrace.streams.state;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/** Marks a store of bytes whose values begin with an eight-byte time stamp, big endian (KIP-258). */
public interface TimestampedBytesStore {
    /** Puts the unknown time stamp -1 before a plain value; null stays null. */
    static byte @Nullable [] convertToTimestampedFormat(byte @Nullable [] plainValue) {
        return plainValue == null
                ? null
                : ByteBuffer.allocate(Long.BYTES + plainValue.length)
                        .putLong(-1L)
                        .put(plainValue)
                        .array();
    }
}
