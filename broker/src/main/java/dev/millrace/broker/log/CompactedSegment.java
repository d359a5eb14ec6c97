package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import dev.millrace.broker.io.Disk;
import dev.millrace.broker.io.FileBytes;

/**
 * A segment that is to take the place of neighbouring ones, written beside them.
 *
 * <p>It changes its name twice. {@code BASE.cleaned} is half-written: a crash throws it away. {@code BASE-END.swap},
 * with the offsets that it replaces, is whole and synced: from that moment it counts, and recovery finishes what a
 * crash interrupts by deleting the segments from BASE to END. Last it is {@code BASE.log} like any other.
 *
 * <p><em>Confined to the thread that compacts.</em>
 */
final class CompactedSegment {

    private static final String CLEANED = ".cleaned";
    private static final String SWAP = ".swap";
    private static final int DIGITS = 20;

    private final SegmentFiles files;
    private final FileChannel log;
    private final SegmentIndex index;
    private final BatchView view = new BatchView();
    private int sizeBytes;
    private long endOffset;

    /**
     * Begins to write.
     *
     * @param files names of the first segment to be replaced
     */
    CompactedSegment(SegmentFiles files, int indexIntervalBytes) throws IOException {
        this.files = files;
        this.index = SegmentIndex.empty(files.baseOffset(), indexIntervalBytes);
        this.log = files.disk()
                .open(
                        cleaned(),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
    }

    /** Adds batches that survived. */
    void add(ByteBuffer batches) throws IOException {
        int begin = batches.position();
        int total = batches.remaining();
        int base = sizeBytes - begin;
        FileBytes.write(log, batches, sizeBytes);
        for (int at = begin; at < begin + total; at += (int) view.sizeBytes()) {
            index.note(view.moveTo(batches, at), base + at);
        }
        sizeBytes += total;
    }

    /** Takes over that a transaction was aborted here. */
    void add(AbortedTransaction aborted) {
        index.aborted().add(aborted);
    }

    int sizeBytes() {
        return sizeBytes;
    }

    /**
     * Makes the segment count, whatever happens from now on.
     *
     * @param replacedUpTo end, exclusive, of the offsets that it replaces
     */
    void commit(long replacedUpTo) throws IOException {
        endOffset = replacedUpTo;
        log.force(true);
        files.disk().move(cleaned(), swap());
        files.disk().syncDirectory(files.directory());
    }

    /** Takes the name of the segments it replaces, which are gone by now, and seals itself. */
    Segment finish() throws IOException {
        files.disk().move(swap(), files.log());
        files.disk().syncDirectory(files.directory());
        Segment segment = new Segment(files, log, index, sizeBytes, -1);
        segment.seal();
        segment.releaseIndex();
        return segment;
    }

    /** Gives up before {@link #commit}. */
    void discard() throws IOException {
        log.close();
        files.disk().delete(cleaned());
    }

    private Path cleaned() {
        return files.directory().resolve(SegmentFiles.digits(files.baseOffset()) + CLEANED);
    }

    private Path swap() {
        return files.directory()
                .resolve(SegmentFiles.digits(files.baseOffset()) + "-" + SegmentFiles.digits(endOffset) + SWAP);
    }

    /** Finishes or undoes what a crash has interrupted. */
    static void finishSwaps(Disk disk, Path directory) throws IOException {
        for (Path file : disk.list(directory)) {
            String name = file.getFileName().toString();
            if (name.endsWith(CLEANED)) {
                disk.delete(file);
            } else if (name.endsWith(SWAP) && name.length() == 2 * DIGITS + 1 + SWAP.length()) {
                long base = Long.parseLong(name.substring(0, DIGITS));
                long end = Long.parseLong(name.substring(DIGITS + 1, 2 * DIGITS + 1));
                deleteSegments(disk, directory, base, end);
                disk.move(file, new SegmentFiles(disk, directory, base).log());
                disk.syncDirectory(directory);
            }
        }
    }

    private static void deleteSegments(Disk disk, Path directory, long from, long to) throws IOException {
        for (Path file : disk.list(directory)) {
            long log = SegmentFiles.offsetOf(file, SegmentFiles.LOG);
            long index = SegmentFiles.offsetOf(file, SegmentFiles.INDEX);
            if (isWithin(log, from, to) || isWithin(index, from, to)) {
                disk.delete(file);
            }
        }
    }

    private static boolean isWithin(long offset, long from, long to) {
        return offset >= from && offset < to;
    }
}
