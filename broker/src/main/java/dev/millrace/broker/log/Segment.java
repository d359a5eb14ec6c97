package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.millrace.broker.io.FileBytes;

/**
 * A stretch of a log: one file of batches, back to back, and what is known about them.
 *
 * <p>An index file that covers the whole segment is its <em>seal</em>: it is written only after the batches have been
 * synced, so recovery believes a sealed segment, or the part of it that the seal covers, without reading it.
 *
 * <p><em>Thread-safe: appended to by the holder of the append lock, sealed by the holder of the flush lock, read by
 * anyone; a batch is in the file before the size that makes it visible.</em>
 */
final class Segment {

    private final SegmentFiles files;
    private final FileChannel log;
    private volatile SegmentIndex index;
    private volatile int sizeBytes;
    private volatile int sealedBytes;
    private volatile @Nullable FileChannel indexFile;
    private volatile byte @Nullable [] producersAtBase;

    /**
     * Takes over an open segment.
     *
     * @param files its names
     * @param log its batches
     * @param index what is known about them
     * @param sizeBytes how many bytes hold batches
     * @param sealedBytes how many of them are known to be on disk, according to the seal
     */
    Segment(SegmentFiles files, FileChannel log, SegmentIndex index, int sizeBytes, int sealedBytes) {
        this.files = files;
        this.log = log;
        this.index = index;
        this.sizeBytes = sizeBytes;
        this.sealedBytes = sealedBytes;
    }

    /**
     * Begins a segment.
     *
     * @param producersAtBase snapshot of the producers' state at its base offset, to be stored when the segment before
     *     it is sealed
     */
    static Segment create(SegmentFiles files, int indexIntervalBytes, byte[] producersAtBase) throws IOException {
        FileChannel log = files.openLog();
        Segment segment = new Segment(files, log, SegmentIndex.empty(files.baseOffset(), indexIntervalBytes), 0, -1);
        segment.producersAtBase = producersAtBase;
        return segment;
    }

    long baseOffset() {
        return files.baseOffset();
    }

    SegmentFiles files() {
        return files;
    }

    SegmentIndex index() {
        return index;
    }

    int sizeBytes() {
        return sizeBytes;
    }

    FileChannel channel() {
        return log;
    }

    byte @Nullable [] producersAtBase() {
        return producersAtBase;
    }

    /** Returns whether the index file on disk covers every batch. */
    boolean sealed() {
        return sealedBytes == sizeBytes;
    }

    /**
     * Writes batches at the end. They are invisible until {@link #publish}.
     *
     * @return the position of the first
     * @throws IOException if the disk fails; the file is as before, or {@code e} has a suppressed exception
     */
    int write(ByteBuffer batches) throws IOException {
        int position = sizeBytes;
        try {
            FileBytes.write(log, batches, position);
            return position;
        } catch (IOException e) {
            undo(position, e);
            throw e;
        }
    }

    private void undo(int position, IOException cause) {
        try {
            log.truncate(position);
        } catch (IOException alsoFailed) {
            cause.addSuppressed(alsoFailed);
        }
    }

    /** Makes what was written visible. */
    void publish(int newSizeBytes) {
        sizeBytes = newSizeBytes;
    }

    /**
     * Finds batches.
     *
     * @param fromOffset first offset wanted
     * @param limitOffset first offset not wanted
     * @param maxBytes bound of the size, but for the first batch
     * @return whole batches from the one that holds {@code fromOffset} or comes next; null if there is none
     */
    @Nullable
    SegmentSlice slice(long fromOffset, long limitOffset, int maxBytes) throws IOException {
        int limit = limitOffset >= index.nextOffset() ? sizeBytes : positionOf(limitOffset);
        BatchCursor batches = cursor(index.positionBefore(fromOffset), limit);
        while (batches.next()) {
            if (batches.batch().lastOffset() >= fromOffset) {
                int wanted = Math.max(maxBytes, batches.sizeBytes());
                return new SegmentSlice(this, batches.position(), Math.min(wanted, limit - batches.position()));
            }
        }
        return null;
    }

    /** Returns where the first batch begins whose offsets are not below one. */
    private int positionOf(long offset) throws IOException {
        BatchCursor batches = cursor(index.positionBefore(offset), sizeBytes);
        while (batches.next()) {
            if (batches.batch().baseOffset() >= offset) {
                return batches.position();
            }
        }
        return batches.position();
    }

    /** Finds the first record with a timestamp not before a time, from an offset on. */
    Optional<TimestampOffset> firstAtOrAfter(long timestampMs, long fromOffset) throws IOException {
        int position = Math.max(index.positionBeforeTime(timestampMs), index.positionBefore(fromOffset));
        return firstRecord(position, timestampMs, fromOffset);
    }

    /** Finds the first record with the largest timestamp. */
    Optional<TimestampOffset> newest() throws IOException {
        long newest = index.maxTimestamp();
        return firstRecord(index.maxTimestampPosition(), newest, baseOffset());
    }

    private Optional<TimestampOffset> firstRecord(int from, long timestampMs, long fromOffset) throws IOException {
        BatchCursor batches = cursor(from, sizeBytes);
        while (batches.next()) {
            BatchView batch = batches.batch();
            if (batch.maxTimestamp() >= timestampMs && batch.lastOffset() >= fromOffset) {
                TimestampOffset found = RecordCursor.firstAtOrAfter(batches.whole(), timestampMs, fromOffset);
                if (found != null) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }

    private BatchCursor cursor(int from, int limit) {
        return new BatchCursor(log, from, limit, BatchCursor.LOOKUP_WINDOW);
    }

    /** Walks over all batches. */
    BatchCursor scan() {
        return new BatchCursor(log, 0, sizeBytes, BatchCursor.SCAN_WINDOW);
    }

    void force() throws IOException {
        log.force(false);
    }

    /** Writes the index of a segment whose batches are on disk, none of which will come after. */
    void seal() throws IOException {
        int size = sizeBytes;
        files.indexCheckpoint().write(index.encode(size));
        sealedBytes = size;
    }

    /** Leaves the index on disk, now that the segment is sealed and grows no more. */
    void releaseIndex() throws IOException {
        byte[] content = index.encode(sizeBytes);
        FileChannel opened = files.openIndex();
        indexFile = opened;
        index = SegmentIndex.decode(content).onDisk(opened);
        producersAtBase = null;
    }

    /** Closes the files; readers that still have a slice fail. */
    void close() throws IOException {
        FileChannel openIndex = indexFile;
        try (log) {
            if (openIndex != null) {
                openIndex.close();
            }
        }
    }
}
