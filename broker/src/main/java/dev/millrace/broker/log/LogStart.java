package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.io.BrokenFile;
import dev.millrace.broker.io.CheckpointFile;
import dev.millrace.broker.io.Disk;

/**
 * Where a log begins: at its first segment, or further on if records were deleted by offset. That offset is kept in the
 * file {@code start}, a long; it is written in the background, and never before the log is on disk up to there, so that
 * after a crash the log begins where it did or a little earlier.
 *
 * <p><em>Thread-safe: raised by the holder of the append lock, written by the holder of the flush lock, read by
 * anyone.</em>
 */
final class LogStart {
    private static final Logger LOG = LoggerFactory.getLogger(LogStart.class);
    private static final String FILE = "start";

    private final SegmentList segments;
    private final CheckpointFile file;
    private volatile long deletedBefore;
    private volatile long writtenOffset;

    private LogStart(SegmentList segments, CheckpointFile file, long deletedBefore) {
        this.segments = segments;
        this.file = file;
        this.deletedBefore = deletedBefore;
        this.writtenOffset = deletedBefore;
    }

    /** Reads where the log began, as far as that was noted. */
    static LogStart load(Disk disk, Path directory, SegmentList segments) throws IOException {
        CheckpointFile file = new CheckpointFile(disk, directory.resolve(FILE));
        long noted = 0;
        try {
            byte[] content = file.read().orElse(new byte[Long.BYTES]);
            noted = content.length == Long.BYTES ? ByteBuffer.wrap(content).getLong() : 0;
        } catch (BrokenFile broken) {
            LOG.warn("records that were deleted by offset may be back in {}: {}", directory, broken.getMessage());
        }
        return new LogStart(
                segments, file, Math.min(noted, segments.active().index().nextOffset()));
    }

    /** Returns the first offset kept, inclusive. */
    long offset() {
        return Math.max(segments.first().baseOffset(), deletedBefore);
    }

    /** Lets the log begin later; an offset before the present one changes nothing. */
    void raise(long offset) {
        deletedBefore = Math.max(deletedBefore, offset);
    }

    /** Returns whether the log begins later than the file says. */
    boolean isDirty() {
        return deletedBefore > writtenOffset;
    }

    /** Notes the start on disk, as far as the log is on disk. */
    void write(long durableOffset) throws IOException {
        long offset = Math.min(deletedBefore, durableOffset);
        if (offset > writtenOffset) {
            file.write(ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
            writtenOffset = offset;
        }
    }
}
