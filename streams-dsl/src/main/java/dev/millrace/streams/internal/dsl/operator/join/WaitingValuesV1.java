package dev.millrace.streams.internal.dsl.operator.join;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Values that wait for a partner under one key, in the store and its changelog: a list as the list serde of the Kafka
 * clients writes it.
 *
 * <pre>
 * 1 for entries of different lengths | number of entries (4 bytes, big endian) | entries
 * entry: length (4 bytes) | 1 if it is of the left side, 0 if of the right | serialised value
 * </pre>
 */
final class WaitingValuesV1 {
    private static final byte DIFFERENT_LENGTHS = 1;
    private static final int HEAD_BYTES = 1 + Integer.BYTES;

    private WaitingValuesV1() {}

    /** {@code present} with one entry more; a list of its own if that is null. */
    static byte[] append(byte @Nullable [] present, boolean left, byte[] value) {
        int presentBytes = present == null ? HEAD_BYTES : present.length;
        ByteBuffer written = ByteBuffer.allocate(presentBytes + Integer.BYTES + 1 + value.length);
        int count = 0;
        if (present != null) {
            written.put(present).rewind();
            count = ByteBuffer.wrap(present, 1, Integer.BYTES).getInt();
        }
        written.put(DIFFERENT_LENGTHS).putInt(count + 1).position(presentBytes);
        written.putInt(1 + value.length).put((byte) (left ? 1 : 0)).put(value);
        return written.array();
    }

    /** Shows each value to {@code reader}. */
    static void read(byte[] written, Consumer<byte[]> reader) {
        ByteBuffer entries = ByteBuffer.wrap(written, HEAD_BYTES, written.length - HEAD_BYTES);
        while (entries.hasRemaining()) {
            byte[] value = new byte[entries.getInt() - 1];
            entries.get();
            entries.get(value);
            reader.accept(value);
        }
    }
}
