package dev.millrace.broker.log;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/**
 * What is known about the batches of a segment without reading them: where they are by offset and by time, where they
 * end, and which transactions were aborted in it. It grows with the segment; when the segment is closed it is written
 * to the index file, and its two tables stay there.
 *
 * <pre>
 *  0 version = 2               byte    25 largest timestamp           long
 *  1 bytes of log covered      int     33 position of its batch       int
 *  5 next offset               long    37 entries of the offset index int
 * 13 first timestamp           long    41 entries of the time index   int
 * 21 bytes between two entries int     45 aborted transactions        int
 *                                      49 entries: key long, position int
 *                                         aborted: producer id long, first offset long, last offset long
 * </pre>
 *
 * <p><em>Thread-safe: one writer (the holder of the append lock); readers see each field as it was or is.</em>
 */
final class SegmentIndex {

    private static final byte VERSION = 2;
    private static final int TABLES_AT = 49;

    private final SparseIndex offsets;
    private final SparseIndex times;
    private final AbortedTransactions aborted;
    private final int intervalBytes;
    private int lastEntryPosition;
    private volatile long nextOffset;
    private volatile long firstTimestamp = BatchView.NO_TIMESTAMP;
    private volatile long maxTimestamp = BatchView.NO_TIMESTAMP;
    private volatile int maxTimestampPosition;

    private SegmentIndex(
            SparseIndex offsets, SparseIndex times, AbortedTransactions aborted, int intervalBytes, long nextOffset) {
        this.offsets = offsets;
        this.times = times;
        this.aborted = aborted;
        this.intervalBytes = intervalBytes;
        this.nextOffset = nextOffset;
    }

    /** Returns the index of an empty segment. */
    static SegmentIndex empty(long baseOffset, int intervalBytes) {
        return new SegmentIndex(new HeapIndex(), new HeapIndex(), new AbortedTransactions(), intervalBytes, baseOffset);
    }

    /** Takes in a batch that was written at the end of the segment. */
    void note(BatchView batch, int position) {
        if (position - lastEntryPosition > intervalBytes) {
            ((HeapIndex) offsets).add(batch.baseOffset(), position);
            ((HeapIndex) times).add(maxTimestamp, position);
            lastEntryPosition = position;
        }
        if (firstTimestamp == BatchView.NO_TIMESTAMP) {
            firstTimestamp = batch.maxTimestamp();
        }
        if (batch.maxTimestamp() > maxTimestamp) {
            maxTimestampPosition = position;
            maxTimestamp = batch.maxTimestamp();
        }
        nextOffset = batch.lastOffset() + 1;
    }

    /** Returns the transactions that were aborted in the segment. */
    AbortedTransactions aborted() {
        return aborted;
    }

    /** Returns an offset that no batch before a position reaches; it may lie an interval too far. */
    long offsetBound(int position) {
        return offsets.ceilingKey(position, nextOffset);
    }

    /** Returns where to begin looking for the batch that holds an offset. */
    int positionBefore(long offset) {
        return offsets.floorPosition(offset);
    }

    /** Returns where to begin looking for the first batch with a timestamp not before a time. */
    int positionBeforeTime(long timestampMs) {
        return times.floorPosition(timestampMs - 1);
    }

    /** Returns the offset after the last record; the base offset if there is none. */
    long nextOffset() {
        return nextOffset;
    }

    /** Returns the timestamp that the age of the segment counts from; -1 if it has none. */
    long firstTimestamp() {
        return firstTimestamp;
    }

    /** Returns the largest timestamp; -1 if there is none. */
    long maxTimestamp() {
        return maxTimestamp;
    }

    /** Returns where the batch with the largest timestamp begins. */
    int maxTimestampPosition() {
        return maxTimestampPosition;
    }

    /** Returns the bytes of the offset index. */
    int offsetIndexBytes() {
        return offsets.count() * StoredIndex.ENTRY_BYTES;
    }

    /** Returns the content of the index file. */
    byte[] encode(int logBytes) {
        int entryBytes = (offsets.count() + times.count()) * StoredIndex.ENTRY_BYTES;
        int abortedBytes = aborted.count() * AbortedTransactions.ENTRY_BYTES;
        ByteBuffer target = ByteBuffer.allocate(TABLES_AT + entryBytes + abortedBytes);
        target.put(VERSION).putInt(logBytes).putLong(nextOffset).putLong(firstTimestamp);
        target.putInt(intervalBytes).putLong(maxTimestamp).putInt(maxTimestampPosition);
        target.putInt(offsets.count()).putInt(times.count()).putInt(aborted.count());
        ((HeapIndex) offsets).encode(target);
        ((HeapIndex) times).encode(target);
        aborted.encode(target);
        return target.array();
    }

    /**
     * Reads an index file.
     *
     * @throws IllegalArgumentException if the content is of another version or its parts do not fit each other
     */
    static Stored decode(byte[] content) {
        ByteBuffer source = ByteBuffer.wrap(content);
        try {
            byte version = source.get();
            if (version != VERSION) {
                throw new IllegalArgumentException("index has version " + version + ", known is " + VERSION);
            }
            Stored stored = new Stored(
                    content,
                    source.getInt(),
                    source.getLong(),
                    source.getLong(),
                    source.getInt(),
                    source.getLong(),
                    source.getInt(),
                    source.getInt(),
                    source.getInt(),
                    source.getInt());
            if (source.remaining() != stored.tableBytes()) {
                throw new IllegalArgumentException("index of " + content.length + " bytes does not hold "
                        + stored.offsetEntries + ", " + stored.timeEntries + " and " + stored.abortedEntries
                        + " entries");
            }
            return stored;
        } catch (BufferUnderflowException shorter) {
            throw new IllegalArgumentException("index ends early, at byte " + source.position(), shorter);
        }
    }

    /** An index as its file has it, to be used from there or to be grown further. */
    record Stored(
            byte[] content,
            int logBytes,
            long nextOffset,
            long firstTimestamp,
            int intervalBytes,
            long maxTimestamp,
            int maxTimestampPosition,
            int offsetEntries,
            int timeEntries,
            int abortedEntries) {
        private long tableBytes() {
            return ((long) offsetEntries + timeEntries) * StoredIndex.ENTRY_BYTES
                    + (long) abortedEntries * AbortedTransactions.ENTRY_BYTES;
        }

        private AbortedTransactions aborted() {
            int at = TABLES_AT + (offsetEntries + timeEntries) * StoredIndex.ENTRY_BYTES;
            return AbortedTransactions.decode(ByteBuffer.wrap(content).position(at), abortedEntries);
        }

        /** Returns the index with its tables left in the file. */
        SegmentIndex onDisk(FileChannel indexFile) {
            int timesAt = TABLES_AT + offsetEntries * StoredIndex.ENTRY_BYTES;
            return fill(new SegmentIndex(
                    new StoredIndex(indexFile, TABLES_AT, offsetEntries),
                    new StoredIndex(indexFile, timesAt, timeEntries),
                    aborted(),
                    intervalBytes,
                    nextOffset));
        }

        /** Returns the index with its tables in the heap, so that it can grow. */
        SegmentIndex inHeap() {
            ByteBuffer source = ByteBuffer.wrap(content).position(TABLES_AT);
            HeapIndex offsets = read(source, offsetEntries);
            SegmentIndex index =
                    fill(new SegmentIndex(offsets, read(source, timeEntries), aborted(), intervalBytes, nextOffset));
            index.lastEntryPosition = offsetEntries == 0 ? 0 : offsets.position(offsetEntries - 1);
            return index;
        }

        /** Returns the content for tools. */
        StoredIndexFile toFile() {
            ByteBuffer source = ByteBuffer.wrap(content).position(TABLES_AT);
            return new StoredIndexFile(
                    logBytes,
                    nextOffset,
                    firstTimestamp,
                    maxTimestamp,
                    maxTimestampPosition,
                    read(source, offsetEntries).entries(),
                    read(source, timeEntries).entries(),
                    List.of(aborted().all()));
        }

        private SegmentIndex fill(SegmentIndex index) {
            index.firstTimestamp = firstTimestamp;
            index.maxTimestamp = maxTimestamp;
            index.maxTimestampPosition = maxTimestampPosition;
            return index;
        }

        private static HeapIndex read(ByteBuffer source, int entries) {
            HeapIndex table = new HeapIndex();
            for (int i = 0; i < entries; i++) {
                table.add(source.getLong(), source.getInt());
            }
            return table;
        }
    }
}
