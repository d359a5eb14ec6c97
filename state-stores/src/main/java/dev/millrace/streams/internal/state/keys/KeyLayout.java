package dev.millrace.streams.internal.state.keys;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** What the keys of window and of session stores have in common: a serialised key, then the time they are kept by. */
public enum KeyLayout {
    /** {@link WindowKeyV1}; the time is the start of the window. */
    WINDOWS(WindowKeyV1.SUFFIX_BYTES),
    /** {@link SessionKeyV1}; the time is the end of the session. */
    SESSIONS(SessionKeyV1.SUFFIX_BYTES);

    private static final byte HIGHEST = (byte) 0xff;

    private final int suffixBytes;

    KeyLayout(int suffixBytes) {
        this.suffixBytes = suffixBytes;
    }

    /** The time by which an entry is kept and dropped; works for stored and for changelog keys. */
    public long time(byte[] written) {
        return BigEndian.longAt(written, written.length - suffixBytes);
    }

    /** What tells keys of the same time apart: sequence number of the window, start of the session. */
    public long other(byte[] written) {
        return this == WINDOWS ? WindowKeyV1.sequence(written) : SessionKeyV1.start(written);
    }

    /** The stored key, but for its segment; {@code time} and {@code other} as they are read. */
    public byte[] write(byte[] key, long time, long other) {
        return this == WINDOWS
                ? WindowKeyV1.write(SegmentKeyV1.HEAD_BYTES, key, time, (int) other)
                : SessionKeyV1.write(SegmentKeyV1.HEAD_BYTES, key, other, time);
    }

    /** Whether {@code changelogKey} is long enough to be one. */
    public boolean complete(byte[] changelogKey) {
        return changelogKey.length >= suffixBytes;
    }

    /** The serialised key in a stored one. */
    public byte[] keyOf(byte[] stored) {
        return Arrays.copyOfRange(stored, SegmentKeyV1.HEAD_BYTES, stored.length - suffixBytes);
    }

    /** Compares the serialised key in a stored one with {@code key}. */
    public int compareKey(byte[] stored, byte[] key) {
        int end = stored.length - suffixBytes;
        return Arrays.compareUnsigned(stored, SegmentKeyV1.HEAD_BYTES, end, key, 0, key.length);
    }

    /** Orders stored keys by time, then by serialised key, then by sequence number or by start, latest first. */
    public int compareTimeThenKey(byte[] left, byte[] right) {
        int byTime = Long.compare(time(left), time(right));
        int byTimeAndKey = byTime != 0 ? byTime : compareKeys(left, right);
        if (byTimeAndKey != 0) {
            return byTimeAndKey;
        }
        return this == SESSIONS
                ? Long.compare(SessionKeyV1.start(right), SessionKeyV1.start(left))
                : Integer.compare(WindowKeyV1.sequence(left), WindowKeyV1.sequence(right));
    }

    /** Orders stored keys by time, then by the start of a session, then by serialised key and sequence number. */
    public int compareTimesThenKey(byte[] left, byte[] right) {
        int byTime = Long.compare(time(left), time(right));
        if (byTime != 0 || this == WINDOWS) {
            return byTime != 0 ? byTime : compareTimeThenKey(left, right);
        }
        int byStart = Long.compare(SessionKeyV1.start(left), SessionKeyV1.start(right));
        return byStart != 0 ? byStart : compareKeys(left, right);
    }

    private int compareKeys(byte[] left, byte[] right) {
        return Arrays.compareUnsigned(
                left,
                SegmentKeyV1.HEAD_BYTES,
                left.length - suffixBytes,
                right,
                SegmentKeyV1.HEAD_BYTES,
                right.length - suffixBytes);
    }

    /**
     * A bound in {@code segment}: no stored key whose serialised key is {@code from} or greater is less.
     *
     * @param from null for all keys
     * @param exactly whether only keys equal to {@code from} matter
     * @param timeFrom the earliest time that matters
     */
    public byte[] lowest(long segment, byte @Nullable [] from, boolean exactly, long timeFrom) {
        if (from == null) {
            return SegmentKeyV1.before(segment);
        }
        if (!exactly || timeFrom < 0) {
            return SegmentKeyV1.stored(segment, from);
        }
        byte[] bound = new byte[SegmentKeyV1.HEAD_BYTES + from.length + Long.BYTES];
        System.arraycopy(from, 0, bound, SegmentKeyV1.HEAD_BYTES, from.length);
        BigEndian.longAt(bound, SegmentKeyV1.HEAD_BYTES + from.length, timeFrom);
        return SegmentKeyV1.head(bound, segment);
    }

    /**
     * A bound in {@code segment}: no stored key whose serialised key is {@code to} or less is greater. A key that is
     * the beginning of {@code to} may be stored after all of {@code to}'s own, since its time comes where {@code to}
     * goes on; so the bound is the greatest over all beginnings.
     *
     * @param to null for all keys
     * @param exactly whether only keys equal to {@code to} matter
     * @param timeTo the latest time that matters
     */
    public byte[] highest(long segment, byte @Nullable [] to, boolean exactly, long timeTo) {
        if (to == null) {
            return SegmentKeyV1.before(segment + 1);
        }
        byte[] bound = withLatest(to, to.length, timeTo);
        for (int length = 0; length < to.length && !exactly; length++) {
            byte[] shorter = withLatest(to, length, timeTo);
            bound = Arrays.compareUnsigned(shorter, bound) > 0 ? shorter : bound;
        }
        return SegmentKeyV1.head(bound, segment);
    }

    /** The first {@code length} bytes of a key, then the time, then the highest suffix; the head is left free. */
    private byte[] withLatest(byte[] key, int length, long timeTo) {
        int keyEnd = SegmentKeyV1.HEAD_BYTES + length;
        byte[] bound = new byte[keyEnd + suffixBytes];
        Arrays.fill(bound, keyEnd, bound.length, HIGHEST);
        System.arraycopy(key, 0, bound, SegmentKeyV1.HEAD_BYTES, length);
        BigEndian.longAt(bound, keyEnd, timeTo);
        return bound;
    }
}
