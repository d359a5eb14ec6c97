package dev.millrace.streams.internal.state.buffer;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Sorts entries by their serialised keys, which they must have.
 *
 * <p>Comparing the arrays of entries that lie all over the heap costs two cache misses for each of n log n comparisons.
 * So the order is decided first on an array of longs: of each key the five bytes after what all keys begin with, and
 * the entry's number. What is equal in those bytes, few as a rule, is compared whole afterwards.
 */
final class KeyOrder {
    private static final Comparator<Entry> BY_KEY =
            (left, right) -> Arrays.compareUnsigned(left.keyBytes, right.keyBytes);
    private static final int NUMBER_BITS = 24;
    private static final int MOST_ENTRIES = 1 << NUMBER_BITS;
    private static final int ORDER_BYTES = Long.BYTES - NUMBER_BITS / Byte.SIZE;

    private KeyOrder() {}

    /** The same entries, lowest key first. */
    static Entry[] sorted(List<Entry> entries) {
        Entry[] found = entries.toArray(new Entry[0]);
        if (found.length < 2) {
            return found;
        }
        if (found.length > MOST_ENTRIES) {
            Arrays.sort(found, BY_KEY);
            return found;
        }
        long[] order = orderOf(found);
        Arrays.sort(order);
        Entry[] sorted = new Entry[found.length];
        for (int place = 0; place < order.length; place++) {
            sorted[place] = found[(int) (order[place] & MOST_ENTRIES - 1)];
        }
        sortEquals(order, sorted);
        return sorted;
    }

    private static long[] orderOf(Entry[] entries) {
        int shared = sharedPrefix(entries);
        long[] order = new long[entries.length];
        for (int number = 0; number < entries.length; number++) {
            order[number] = leading(entries[number].keyBytes, shared) << NUMBER_BITS | number;
        }
        return order;
    }

    private static int sharedPrefix(Entry[] entries) {
        byte[] first = entries[0].keyBytes;
        int shared = first.length;
        for (Entry entry : entries) {
            byte[] other = entry.keyBytes;
            int end = Math.min(shared, other.length);
            int differs = Arrays.mismatch(first, 0, end, other, 0, end);
            shared = differs < 0 ? end : differs;
        }
        return shared;
    }

    /** The bytes from {@code start} as a number whose order is that of unsigned bytes; short keys are filled up. */
    private static long leading(byte[] key, int start) {
        long bytes = 0;
        for (int i = 0; i < ORDER_BYTES; i++) {
            bytes = bytes << Byte.SIZE | (start + i < key.length ? key[start + i] & 0xFF : 0);
        }
        // The highest bit is the sign of what is sorted.
        return bytes ^ 1L << ORDER_BYTES * Byte.SIZE - 1;
    }

    private static void sortEquals(long[] order, Entry[] sorted) {
        int start = 0;
        for (int place = 1; place <= order.length; place++) {
            if (place == order.length || order[place] >>> NUMBER_BITS != order[start] >>> NUMBER_BITS) {
                if (place - start > 1) {
                    Arrays.sort(sorted, start, place, BY_KEY);
                }
                start = place;
            }
        }
    }
}
