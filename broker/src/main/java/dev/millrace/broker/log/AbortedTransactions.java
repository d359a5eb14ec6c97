package dev.millrace.broker.log;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The transactions whose abort marker lies in one segment, in the order of the markers; 24 bytes each.
 *
 * <p><em>Thread-safe: one writer (the holder of the append lock), who replaces the array; readers see it as it was or
 * is.</em>
 */
final class AbortedTransactions {
    static final int ENTRY_BYTES = 3 * Long.BYTES;
    private static final AbortedTransaction[] NONE = {};

    private volatile AbortedTransaction[] entries = NONE;

    void add(AbortedTransaction aborted) {
        AbortedTransaction[] now = entries;
        AbortedTransaction[] more = Arrays.copyOf(now, now.length + 1);
        more[now.length] = aborted;
        entries = more;
    }

    void addIfAny(@Nullable AbortedTransaction aborted) {
        if (aborted != null) {
            add(aborted);
        }
    }

    /** Forgets those whose marker lies at an offset or behind it, before the log is read again from there. */
    void removeFrom(long offset) {
        AbortedTransaction[] now = entries;
        entries = Arrays.copyOf(now, firstEndingAtOrAfter(now, offset));
    }

    /** Returns all entries; the array is never written again. */
    AbortedTransaction[] all() {
        return entries;
    }

    /** Adds those to a list that touch offsets from one, inclusive, to another, exclusive. */
    void collect(long from, long to, List<AbortedTransaction> found) {
        AbortedTransaction[] now = entries;
        for (int i = firstEndingAtOrAfter(now, from); i < now.length; i++) {
            if (now[i].overlaps(from, to)) {
                found.add(now[i]);
            }
        }
    }

    private static int firstEndingAtOrAfter(AbortedTransaction[] sorted, long offset) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (sorted[middle].lastOffset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int count() {
        return entries.length;
    }

    /** Writes all entries, each as producer id, first offset, last offset. */
    void encode(ByteBuffer target) {
        for (AbortedTransaction aborted : entries) {
            target.putLong(aborted.producerId()).putLong(aborted.firstOffset()).putLong(aborted.lastOffset());
        }
    }

    static AbortedTransactions decode(ByteBuffer source, int count) {
        AbortedTransactions decoded = new AbortedTransactions();
        AbortedTransaction[] entries = new AbortedTransaction[count];
        for (int i = 0; i < count; i++) {
            entries[i] = new AbortedTransaction(source.getLong(), source.getLong(), source.getLong());
        }
        decoded.entries = entries;
        return decoded;
    }
}
