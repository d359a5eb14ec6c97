package dev.millrace.streams.internal.output.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Bounded memory for batches, in arrays of a smallest size times a power of two; what is given back is used again.
 * <i>Confined to the stream thread.</i>
 */
final class BufferPool {
    private final int smallest;
    private final long limitBytes;
    private final List<Deque<byte[]>> free = new ArrayList<>();
    private long heldBytes;

    /**
     * An empty pool.
     *
     * @param smallest bytes of the smallest array
     * @param limitBytes bytes of all arrays together, given out or not
     */
    BufferPool(int smallest, long limitBytes) {
        this.smallest = smallest;
        this.limitBytes = limitBytes;
    }

    /** An array of at least {@code bytes}, with anything in it; null if the limit does not allow one now. */
    byte @Nullable [] tryTake(int bytes) {
        int sizeClass = sizeClass(bytes);
        byte[] kept = freeOf(sizeClass).poll();
        if (kept != null) {
            return kept;
        }
        long size = arrayBytes(sizeClass);
        if (size > Integer.MAX_VALUE - 8 || !makeRoom(size)) {
            return null;
        }
        heldBytes += size;
        return new byte[(int) size];
    }

    /** An array of at least {@code bytes}, even beyond the limit: for what must not wait. */
    byte[] take(int bytes) {
        byte[] taken = tryTake(bytes);
        if (taken == null) {
            taken = new byte[Math.max(bytes, (int) Math.min(arrayBytes(sizeClass(bytes)), Integer.MAX_VALUE - 8))];
            heldBytes += taken.length;
        }
        return taken;
    }

    /** Takes {@code array} back. */
    void release(byte[] array) {
        int sizeClass = sizeClass(array.length);
        if (heldBytes <= limitBytes && arrayBytes(sizeClass) == array.length) {
            freeOf(sizeClass).push(array);
        } else {
            heldBytes -= array.length;
        }
    }

    private boolean makeRoom(long size) {
        for (int i = free.size() - 1; i >= 0 && heldBytes + size > limitBytes; i--) {
            while (heldBytes + size > limitBytes && !free.get(i).isEmpty()) {
                heldBytes -= free.get(i).pop().length;
            }
        }
        return heldBytes + size <= limitBytes;
    }

    private Deque<byte[]> freeOf(int sizeClass) {
        while (free.size() <= sizeClass) {
            free.add(new ArrayDeque<>());
        }
        return free.get(sizeClass);
    }

    private int sizeClass(int bytes) {
        int sizeClass = 0;
        while (arrayBytes(sizeClass) < bytes) {
            sizeClass++;
        }
        return sizeClass;
    }

    private long arrayBytes(int sizeClass) {
        return (long) smallest << sizeClass;
    }
}
