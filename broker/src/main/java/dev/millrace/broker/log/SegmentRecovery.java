package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.io.BrokenFile;

/**
 * Opens the segment files that a broker finds. What the seal covers is believed; what lies behind it was written after
 * the last sync, so it is read batch by batch and cut where the first broken one begins.
 *
 * <p>Only the broken segment is cut. Should a later one exist, it stays: taking it away could lose records that were
 * acknowledged, and would move the end of the log back under the feet of its readers.
 *
 * <p><em>Confined to the thread that opens the log.</em>
 */
final class SegmentRecovery {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentRecovery.class);

    private final int indexIntervalBytes;
    private long unsealedFrom = Long.MAX_VALUE;

    SegmentRecovery(int indexIntervalBytes) {
        this.indexIntervalBytes = indexIntervalBytes;
    }

    /** Returns the offset from which on something was read that no seal vouched for. */
    long unsealedFrom() {
        return unsealedFrom;
    }

    /**
     * Opens a segment.
     *
     * @param files its names
     * @param last whether it is the one to be appended to
     * @return the segment, synced
     */
    Segment open(SegmentFiles files, boolean last) throws IOException {
        FileChannel log = files.openLog();
        try {
            long bytes = log.size();
            if (bytes > Integer.MAX_VALUE) {
                throw new BrokenFile(files.log(), bytes + " bytes are more than any segment has");
            }
            return open(files, log, (int) bytes, last);
        } catch (IOException | RuntimeException e) {
            log.close();
            throw e;
        }
    }

    private Segment open(SegmentFiles files, FileChannel log, int bytes, boolean last) throws IOException {
        Optional<SegmentIndex.Stored> seal = readSeal(files).filter(stored -> stored.logBytes() <= bytes);
        int sealedBytes = seal.map(SegmentIndex.Stored::logBytes).orElse(-1);
        SegmentIndex index = seal.map(SegmentIndex.Stored::inHeap)
                .orElseGet(() -> SegmentIndex.empty(files.baseOffset(), indexIntervalBytes));
        int end = bytes;
        if (sealedBytes != bytes) {
            unsealedFrom = Math.min(unsealedFrom, index.nextOffset());
            end = scan(files, log, index, Math.max(0, sealedBytes), bytes);
            log.force(true);
        }
        Segment segment = new Segment(files, log, index, end, sealedBytes);
        if (!last && segment.sealed()) {
            segment.releaseIndex();
        }
        return segment;
    }

    private static Optional<SegmentIndex.Stored> readSeal(SegmentFiles files) throws IOException {
        try {
            return files.indexCheckpoint().read().map(SegmentIndex::decode);
        } catch (BrokenFile | IllegalArgumentException broken) {
            LOG.warn("index {} is made anew: {}", files.index(), broken.getMessage());
            return Optional.empty();
        }
    }

    private static int scan(SegmentFiles files, FileChannel log, SegmentIndex index, int from, int bytes)
            throws IOException {
        BatchCursor batches = new BatchCursor(log, from, bytes, BatchCursor.SCAN_WINDOW);
        while (batches.next()
                && batches.batch().baseOffset() >= index.nextOffset()
                && batches.whole().intact()) {
            index.note(batches.batch(), batches.position());
        }
        int end = batches.position();
        if (end < bytes) {
            LOG.warn(
                    "{} is cut from {} to {} bytes: no whole batch at byte {}, offset {}",
                    files.log(),
                    bytes,
                    end,
                    end,
                    index.nextOffset());
            log.truncate(end);
        }
        return end;
    }
}
