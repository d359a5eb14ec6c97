package dev.millrace.streams.internal.dsl.operator.foreignkey;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.jspecify.annotations.Nullable;

/**
 * The hash by which a response tells which value subscribed: MurmurHash3 of 128 bits for 64-bit machines, by Austin
 * Appleby, in the public domain, with the seed that Kafka Streams uses, so that both understand each other.
 */
final class ValueHash {
    static final int BYTES = 16;

    private static final int SEED = 104_729;
    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;
    private static final long MIX_1 = 0xff51afd7ed558ccdL;
    private static final long MIX_2 = 0xc4ceb9fe1a85ec53L;

    private ValueHash() {}

    /** Hash of a value as serialised; both halves in big-endian order. Null if there is no value. */
    static byte @Nullable [] of(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        ByteBuffer data = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        long h1 = SEED;
        long h2 = SEED;
        while (data.remaining() >= BYTES) {
            h1 ^= mixed1(data.getLong());
            h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
            h2 ^= mixed2(data.getLong());
            h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
        }
        long[] tail = tail(data);
        h1 ^= mixed1(tail[0]) ^ value.length;
        h2 ^= mixed2(tail[1]) ^ value.length;
        h1 += h2;
        h2 += h1;
        h1 = scattered(h1);
        h2 = scattered(h2);
        h1 += h2;
        h2 += h1;
        return ByteBuffer.allocate(BYTES).putLong(h1).putLong(h2).array();
    }

    /** What is left, filled up with zeros. */
    private static long[] tail(ByteBuffer data) {
        ByteBuffer filled =
                ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN).put(data);
        return new long[] {filled.getLong(0), filled.getLong(Long.BYTES)};
    }

    private static long mixed1(long k) {
        return Long.rotateLeft(k * C1, 31) * C2;
    }

    private static long mixed2(long k) {
        return Long.rotateLeft(k * C2, 33) * C1;
    }

    private static long scattered(long h) {
        long once = (h ^ h >>> 33) * MIX_1;
        long twice = (once ^ once >>> 33) * MIX_2;
        return twice ^ twice >>> 33;
    }
}
