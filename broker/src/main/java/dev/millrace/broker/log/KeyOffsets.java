package dev.millrace.broker.log;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The last offset of each key in a stretch of a log, as compaction needs it.
 *
 * <p>Keys are not kept, only 128 bits of their SHA-256: two keys that agree in them would cost a record, and nobody can
 * find two. Slots are probed one after the other; the table doubles when it is three quarters full, up to a bound, and
 * then takes no new key. 24 bytes a slot.
 *
 * <p><em>Confined to the thread that compacts.</em>
 */
final class KeyOffsets {

    static final long NONE = -1;
    private static final int FIRST_SLOTS = 1024;

    private final MessageDigest digest = sha256();
    private final byte[] hash = new byte[32];
    private final int maxSlots;
    private long[] high = new long[FIRST_SLOTS];
    private long[] low = new long[FIRST_SLOTS];
    private long[] offsets = emptySlots(FIRST_SLOTS);
    private int size;

    /**
     * Makes an empty table.
     *
     * @param maxSlots bound of the table, a power of two not below 1024
     */
    KeyOffsets(int maxSlots) {
        this.maxSlots = maxSlots;
    }

    /**
     * Notes that a key occurs at an offset, later than any before.
     *
     * @return false if the key is new and there is no room for it
     */
    boolean put(ByteBuffer key, long offset) {
        hash(key);
        int slot = slotOfHash();
        if (offsets[slot] == NONE) {
            if (4L * size >= 3L * offsets.length && !grow()) {
                return false;
            }
            slot = slotOfHash();
            high[slot] = hashHigh();
            low[slot] = hashLow();
            size++;
        }
        offsets[slot] = offset;
        return true;
    }

    /** Returns the last offset noted for a key; {@link #NONE} if it was never noted. */
    long get(ByteBuffer key) {
        hash(key);
        return offsets[slotOfHash()];
    }

    int size() {
        return size;
    }

    private void hash(ByteBuffer key) {
        digest.update(key.duplicate());
        try {
            digest.digest(hash, 0, hash.length);
        } catch (DigestException impossible) {
            throw new IllegalStateException("SHA-256 has 32 bytes", impossible);
        }
    }

    private long hashHigh() {
        return ByteBuffer.wrap(hash).getLong(0);
    }

    private long hashLow() {
        return ByteBuffer.wrap(hash).getLong(Long.BYTES);
    }

    private int slotOfHash() {
        return slot(hashHigh(), hashLow());
    }

    private int slot(long wantedHigh, long wantedLow) {
        int mask = offsets.length - 1;
        int slot = (int) wantedHigh & mask;
        while (offsets[slot] != NONE && (high[slot] != wantedHigh || low[slot] != wantedLow)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean grow() {
        if (offsets.length >= maxSlots) {
            return false;
        }
        long[] oldHigh = high;
        long[] oldLow = low;
        long[] oldOffsets = offsets;
        high = new long[2 * oldHigh.length];
        low = new long[2 * oldLow.length];
        offsets = emptySlots(2 * oldOffsets.length);
        for (int i = 0; i < oldOffsets.length; i++) {
            if (oldOffsets[i] != NONE) {
                int slot = slot(oldHigh[i], oldLow[i]);
                high[slot] = oldHigh[i];
                low[slot] = oldLow[i];
                offsets[slot] = oldOffsets[i];
            }
        }
        return true;
    }

    private static long[] emptySlots(int count) {
        long[] slots = new long[count];
        Arrays.fill(slots, NONE);
        return slots;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
