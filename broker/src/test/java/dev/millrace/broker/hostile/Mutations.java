package dev.millrace.broker.hostile;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** Ways to spoil bytes. Without state. */
final class Mutations {
    private static final int[] LENGTHS = {-1, -2, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 24, 0x7fff};

    private Mutations() {}

    /** Returns other bytes: cut, longer, with other bits, or with a length that is none. */
    static byte[] of(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        switch (random.nextInt(4)) {
            case 0:
                return Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1:
                return Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(100));
            default:
                byte[] damaged = bytes.clone();
                damage(ByteBuffer.wrap(damaged), random);
                return damaged;
        }
    }

    /** Overwrites a few bytes. */
    static void damage(ByteBuffer bytes, Random random) {
        for (int left = 1 + random.nextInt(3); left > 0 && bytes.limit() > 0; left--) {
            int at = random.nextInt(bytes.limit());
            if (random.nextBoolean() && at + Integer.BYTES <= bytes.limit()) {
                bytes.putInt(at, LENGTHS[random.nextInt(LENGTHS.length)]);
            } else {
                bytes.put(at, (byte) (bytes.get(at) ^ 1 << random.nextInt(Byte.SIZE)));
            }
        }
    }
}
