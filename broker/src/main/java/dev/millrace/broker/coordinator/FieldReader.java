package dev.millrace.broker.coordinator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link FieldWriter} wrote and refuses everything else.
 *
 * <p>Confined to one thread.
 */
public final class FieldReader {
    private final ByteBuffer buffer;

    /** Reads from the beginning of an array. */
    public FieldReader(byte[] bytes) {
        this.buffer = ByteBuffer.wrap(bytes);
    }

    /** Reads one byte. */
    public int int8() {
        return need(1).get();
    }

    /** Reads four bytes. */
    public int int32() {
        return need(4).getInt();
    }

    /** Reads eight bytes. */
    public long int64() {
        return need(8).getLong();
    }

    /** Reads a number of things that follow, each at least one byte long. */
    public int count() {
        int count = int32();
        if (count < 0 || count > buffer.remaining()) {
            throw new CorruptShardRecord("a count of " + count + " with " + buffer.remaining() + " bytes left");
        }
        return count;
    }

    /** Reads a string or null. */
    public @Nullable String nullableString() {
        byte[] bytes = nullableBytes();
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** Reads a string. */
    public String string() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** Reads a byte array. */
    public byte[] bytes() {
        byte[] bytes = nullableBytes();
        if (bytes == null) {
            throw new CorruptShardRecord("null where a value must be, at byte " + (buffer.position() - 4));
        }
        return bytes;
    }

    private byte @Nullable [] nullableBytes() {
        int length = int32();
        if (length == -1) {
            return null;
        }
        if (length < 0) {
            throw new CorruptShardRecord("a length of " + length + " at byte " + (buffer.position() - 4));
        }
        byte[] bytes = new byte[length > buffer.remaining() ? 0 : length];
        need(length).get(bytes);
        return bytes;
    }

    /** Checks that nothing is left. */
    public void end() {
        if (buffer.hasRemaining()) {
            throw new CorruptShardRecord(buffer.remaining() + " bytes behind the last field");
        }
    }

    private ByteBuffer need(int sizeBytes) {
        if (buffer.remaining() < sizeBytes) {
            throw new CorruptShardRecord("ends at byte " + buffer.limit() + " where " + sizeBytes
                    + " more bytes are needed from byte " + buffer.position());
        }
        return buffer;
    }
}
