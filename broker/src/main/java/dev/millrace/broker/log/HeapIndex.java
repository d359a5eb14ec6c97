package dev.millrace.broker.log;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The index of a segment that still grows, in the heap.
 *
 * <p><em>Thread-safe: one writer (the holder of the append lock), any readers; an entry is written before the count
 * that makes it visible, and a grown array is published together with it.</em>
 */
final class HeapIndex extends SparseIndex {

    private static final int FIRST_CAPACITY = 16;

    private volatile Entries entries = new Entries(new long[FIRST_CAPACITY], new int[FIRST_CAPACITY]);
    private volatile int count;

    void add(long key, int position) {
        Entries now = entries;
        int at = count;
        if (at == now.keys.length) {
            now = new Entries(Arrays.copyOf(now.keys, 2 * at), Arrays.copyOf(now.positions, 2 * at));
            entries = now;
        }
        now.keys[at] = key;
        now.positions[at] = position;
        count = at + 1;
    }

    @Override
    int count() {
        return count;
    }

    @Override
    long key(int entry) {
        return entries.keys[entry];
    }

    @Override
    int position(int entry) {
        return entries.positions[entry];
    }

    /** Writes all entries, each as key long, position int. */
    void encode(ByteBuffer target) {
        for (int i = 0; i < count; i++) {
            target.putLong(key(i)).putInt(position(i));
        }
    }

    /** Returns all entries. */
    List<StoredIndexFile.Entry> entries() {
        return IntStream.range(0, count)
                .mapToObj(entry -> new StoredIndexFile.Entry(key(entry), position(entry)))
                .toList();
    }

    private record Entries(long[] keys, int[] positions) {}
}
