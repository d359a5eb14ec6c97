package dev.millrace.broker.coordinator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of a coordinator record one behind the other.
 *
 * <p>Numbers are big-endian and of fixed size. A string or byte array is its length as an int, then its bytes; a
 * length of -1 stands for null. Strings are UTF-8.
 *
 * <p>Confined to one thread.
 */
public final class FieldWriter {
    private ByteBuffer buffer = ByteBuffer.allocate(128);

    /** Appends one byte. */
    public FieldWriter int8(int value) {
        room(1).put((byte) value);
        return this;
    }

    /** Appends four bytes. */
    public FieldWriter int32(int value) {
        room(4).putInt(value);
        return this;
    }

    /** Appends eight bytes. */
    public FieldWriter int64(long value) {
        room(8).putLong(value);
        return this;
    }

    /** Appends a string or null. */
    public FieldWriter string(@Nullable String value) {
        return bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends a byte array or null. */
    public FieldWriter bytes(byte @Nullable [] value) {
        if (value == null) {
            return int32(-1);
        }
        int32(value.length);
        room(value.length).put(value);
        return this;
    }

    /** Returns a copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private ByteBuffer room(int sizeBytes) {
        if (buffer.remaining() < sizeBytes) {
            int needed = Math.addExact(buffer.position(), sizeBytes);
            buffer =
                    ByteBuffer.allocate(Math.max(needed, buffer.capacity() * 2)).put(buffer.flip());
        }
        return buffer;
    }
}
