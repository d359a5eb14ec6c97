package dev.millrace.streams.internal.state.typed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A value with its time as stored, the same as in Kafka Streams (KIP-258).
 *
 * <pre>
 * time stamp (8 bytes, big endian) | raw value
 * </pre>
 */
final class StampedV1 {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private StampedV1() {}

    static byte[] write(long timestamp, byte[] raw) {
        byte[] stored = new byte[Long.BYTES + raw.length];
        LONG.set(stored, 0, timestamp);
        System.arraycopy(raw, 0, stored, Long.BYTES, raw.length);
        return stored;
    }

    static long timestamp(byte[] stored) {
        return (long) LONG.get(stored, 0);
    }

    static byte[] raw(byte[] stored) {
        return Arrays.copyOfRange(stored, Long.BYTES, stored.length);
    }
}
