package dev.millrace.broker.log;

/**
 * Where to begin looking in a segment: rising keys, each with a position in the file. A search goes to the last entry
 * that cannot be too far and walks over the batches from there.
 *
 * <p>A segment has two. In the offset index the key is the base offset of the batch at the position; in the time index
 * it is the largest timestamp of all batches <em>before</em> the position, so that nothing with a later timestamp lies
 * before it.
 */
abstract class SparseIndex {

    /** Returns how many entries can be read; it only grows. */
    abstract int count();

    abstract long key(int entry);

    abstract int position(int entry);

    /** Returns the key of the first entry at or behind a position; {@code otherwise} if there is none. */
    final long ceilingKey(int position, long otherwise) {
        int end = count();
        int low = 0;
        int high = end;
        while (low < high) {
            int middle = low + high >>> 1;
            if (position(middle) < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == end ? otherwise : key(low);
    }

    /**
     * Finds where to begin.
     *
     * @param key the largest key that is not too far
     * @return position of the last entry with a key not above {@code key}; 0, the begin of the file, if there is none
     */
    final int floorPosition(long key) {
        int low = 0;
        int high = count() - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            if (key(middle) <= key) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high < 0 ? 0 : position(high);
    }
}
