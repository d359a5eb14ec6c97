package dev.millrace.broker.log;

/**
 * A stretch of a log in which the records of one producer do not count.
 *
 * @param producerId whose records
 * @param firstOffset offset of its first record in the transaction
 * @param lastOffset offset of the marker that ended the transaction
 */
public record AbortedTransaction(long producerId, long firstOffset, long lastOffset) {

    /** Returns whether the stretch touches offsets from one, inclusive, to another, exclusive. */
    boolean overlaps(long from, long to) {
        return lastOffset >= from && firstOffset < to;
    }
}
