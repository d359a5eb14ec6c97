package dev.millrace.streams.internal.state.typed;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** Bounds of the keys that begin with some bytes. */
final class Prefix {
    private static final byte HIGHEST = (byte) 0xff;

    private Prefix() {}

    /** The first key after all that begin with {@code prefix}; null if there is none. */
    static byte @Nullable [] after(byte[] prefix) {
        int length = prefix.length;
        while (length > 0 && prefix[length - 1] == HIGHEST) {
            length--;
        }
        if (length == 0) {
            return null;
        }
        byte[] after = Arrays.copyOf(prefix, length);
        after[length - 1]++;
        return after;
    }
}
