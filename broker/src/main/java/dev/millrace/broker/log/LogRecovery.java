package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.millrace.broker.io.CheckpointFile;
import dev.millrace.broker.io.Disk;

/**
 * Brings a partition's directory back to a log, whatever the last broker left there.
 *
 * <ol>
 *   <li>Finish or undo what was under way: swap files of compaction take their place, files written aside go.
 *   <li>Open the segments; see {@link SegmentRecovery} for what is believed and what is read.
 *   <li>Rebuild the producers' state and the list of aborted transactions: the newest snapshot, then the headers of the
 *       batches after it.
 * </ol>
 *
 * <p><em>Confined to the thread that opens the log.</em>
 */
final class LogRecovery {

    private final Disk disk;
    private final Path directory;
    private final long nowMs;
    private final SegmentRecovery recovery;

    LogRecovery(Disk disk, Path directory, int indexIntervalBytes, long nowMs) {
        this.disk = disk;
        this.directory = directory;
        this.nowMs = nowMs;
        this.recovery = new SegmentRecovery(indexIntervalBytes);
    }

    /** Returns the log as it is on disk now, down to the last byte. */
    Recovered recover() throws IOException {
        disk.createDirectories(directory);
        CompactedSegment.finishSwaps(disk, directory);
        deleteLeftovers();
        SegmentList segments = new SegmentList(openSegments());
        try {
            disk.syncDirectory(directory);
            return new Recovered(segments, LogStart.load(disk, directory, segments), producers(segments));
        } catch (IOException | RuntimeException e) {
            close(List.of(segments.all()), e);
            throw e;
        }
    }

    private void deleteLeftovers() throws IOException {
        for (Path file : disk.list(directory)) {
            if (CheckpointFile.isLeftover(file) || file.toString().endsWith(SegmentFiles.DELETED)) {
                disk.delete(file);
            }
        }
    }

    private Segment[] openSegments() throws IOException {
        List<SegmentFiles> found = new ArrayList<>();
        for (Path file : disk.list(directory)) {
            long baseOffset = SegmentFiles.offsetOf(file, SegmentFiles.LOG);
            if (baseOffset >= 0) {
                found.add(new SegmentFiles(disk, directory, baseOffset));
            }
        }
        if (found.isEmpty()) {
            found.add(new SegmentFiles(disk, directory, 0));
        }
        return open(found);
    }

    private Segment[] open(List<SegmentFiles> found) throws IOException {
        List<Segment> opened = new ArrayList<>();
        try {
            for (int i = 0; i < found.size(); i++) {
                opened.add(recovery.open(found.get(i), i == found.size() - 1));
            }
            return opened.toArray(Segment[]::new);
        } catch (IOException | RuntimeException e) {
            close(opened, e);
            throw e;
        }
    }

    private ProducerStates producers(SegmentList segments) throws IOException {
        long endOffset = segments.active().index().nextOffset();
        long vouchedFor = Math.min(endOffset, recovery.unsealedFrom());
        ProducerSnapshots.Loaded loaded = new ProducerSnapshots(disk, directory).loadUpTo(vouchedFor);
        if (loaded.offset() < endOffset) {
            Segment[] all = segments.all();
            for (int i = SegmentList.floor(all, loaded.offset()); i < all.length; i++) {
                all[i].index().aborted().removeFrom(loaded.offset());
                replay(all[i], loaded);
            }
        }
        return loaded.states();
    }

    private void replay(Segment segment, ProducerSnapshots.Loaded loaded) throws IOException {
        BatchCursor batches = segment.scan();
        while (batches.next()) {
            BatchView batch = batches.batch();
            if (batch.hasProducer() && batch.baseOffset() >= loaded.offset()) {
                // Only a marker has to be read as a whole.
                BatchView readable = batch.control() ? batches.whole() : batch;
                segment.index().aborted().addIfAny(loaded.states().takeIn(readable, nowMs));
            }
        }
    }

    private static void close(List<Segment> opened, Exception cause) {
        for (Segment segment : opened) {
            try {
                segment.close();
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
    }

    /** What was found. */
    record Recovered(SegmentList segments, LogStart start, ProducerStates producers) {}
}
