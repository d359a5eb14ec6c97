package dev.millrace.streams.state;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * Marks a store of bytes whose values begin with headers, then the time (KIP-1271).
 *
 * <pre>
 * size of the headers in bytes (variable length, zigzag) | headers | time stamp (8 bytes, big endian) | raw value
 * headers: nothing if there are none, else their number | for each: length of key | key | length of value | value
 * </pre>
 *
 * Number and lengths are of variable length, zigzag, too; the length of a value that is null is -1.
 */
public interface HeadersBytesStore {
    /** Puts no headers before a value that begins with its time; null stays null. */
    static byte @Nullable [] convertToHeaderFormat(byte @Nullable [] valueAndTimestamp) {
        return valueAndTimestamp == null
                ? null
                : ByteBuffer.allocate(1 + valueAndTimestamp.length)
                        .put((byte) 0)
                        .put(valueAndTimestamp)
                        .array();
    }

    /** Puts no headers and the unknown time stamp -1 before a plain value; null stays null. */
    static byte @Nullable [] convertFromPlainToHeaderFormat(byte @Nullable [] plainValue) {
        return convertToHeaderFormat(TimestampedBytesStore.convertToTimestampedFormat(plainValue));
    }
}
