package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.io.Disk;
import dev.millrace.broker.settings.LogSettings;

/**
 * What one log needs in the background: syncs that are due, segments sealed, dropped and compacted, files deleted. The
 * slow part of each is done without the append lock.
 *
 * <p><em>Confined to the housekeeping thread,</em> but for {@link #deleteDropped} when the log is closed.
 */
final class LogUpkeep {

    private static final Logger LOG = LoggerFactory.getLogger(LogUpkeep.class);
    private static final Segment[] NONE = {};

    private final PartitionLog log;
    private final Disk disk;
    private final Path directory;
    private final LogTail tail;
    private final SegmentList segments;
    private final ReentrantLock appendLock;
    private final ReentrantLock flushLock;
    private final DroppedSegments dropped = new DroppedSegments();
    private @Nullable Compactor compactor;

    LogUpkeep(
            PartitionLog log,
            Disk disk,
            Path directory,
            LogTail tail,
            ReentrantLock appendLock,
            ReentrantLock flushLock) {
        this.log = log;
        this.disk = disk;
        this.directory = directory;
        this.tail = tail;
        this.segments = tail.segments();
        this.appendLock = appendLock;
        this.flushLock = flushLock;
    }

    Disk disk() {
        return disk;
    }

    Path directory() {
        return directory;
    }

    long stableOffset() {
        return log.stableOffset();
    }

    Map<Long, Long> lastOffsetsOfProducers() {
        return log.lastOffsetsOfProducers();
    }

    Segment[] segments() {
        return segments.all();
    }

    /**
     * Does what is due.
     *
     * @return how many things were done
     * @throws LogFailure if the disk fails
     */
    int run(long nowMs) {
        int count = deleteDropped(nowMs);
        if (log.usable()) {
            count += flushIfDue(nowMs) + dropExpired(nowMs) + compactIfDue(nowMs);
        }
        return count;
    }

    private int flushIfDue(long nowMs) {
        long since = log.dirtySinceMs();
        boolean waitedLong = since != PartitionLog.CLEAN
                && nowMs - since >= log.settings().flush().everyMs();
        Segment[] now = segments.all();
        boolean unsealed = now.length > 1 && !now[now.length - 2].sealed();
        if (waitedLong || unsealed || log.startIsDirty()) {
            log.flush();
            return 1;
        }
        return 0;
    }

    private int dropExpired(long nowMs) {
        flushLock.lock();
        try {
            Segment[] expired = takeExpired(nowMs);
            drop(expired, nowMs);
            if (expired.length > 0) {
                LOG.info(
                        "{} begins at offset {} now, {} segments dropped",
                        log.partition(),
                        log.startOffset(),
                        expired.length);
            }
            return expired.length;
        } catch (IOException e) {
            throw new LogFailure(log.partition() + " cannot drop old segments", e);
        } finally {
            flushLock.unlock();
        }
    }

    private Segment[] takeExpired(long nowMs) throws IOException {
        appendLock.lock();
        try {
            Segment[] now = segments.all();
            int count = log.usable() ? Retention.expired(now, log.settings().retention(), log.startOffset(), nowMs) : 0;
            if (count == 0) {
                return NONE;
            }
            if (count == now.length) {
                tail.roll(log.settings().segments(), nowMs);
            }
            segments.removeFirst(count);
            return Arrays.copyOf(now, count);
        } finally {
            appendLock.unlock();
        }
    }

    /** Lets files go in the order of their offsets, so that a crash leaves no hole. */
    private void drop(Segment[] gone, long nowMs) throws IOException {
        long deleteAtMs = nowMs + log.settings().retention().fileDeleteDelayMs();
        if (gone.length > 0) {
            disk.syncDirectory(directory);
        }
        for (Segment segment : gone) {
            dropped.add(segment, deleteAtMs);
            segment.files().markDeleted();
        }
    }

    private int compactIfDue(long nowMs) {
        LogSettings settings = log.settings();
        if (!settings.compaction().compacts()) {
            return 0;
        }
        if (compactor == null) {
            compactor = new Compactor(this, Compactor.MAX_KEY_SLOTS);
        }
        try {
            long before = log.sizeBytes();
            int count = compactor.run(settings, nowMs);
            if (count > 0) {
                LOG.info("{} compacted: {} segments, {} to {} bytes", log.partition(), count, before, log.sizeBytes());
            }
            return count;
        } catch (IOException e) {
            throw new LogFailure(log.partition() + " cannot be compacted", e);
        }
    }

    /**
     * Puts a committed compacted segment in the place of others.
     *
     * @param group neighbours in the log
     * @param by what is left of them
     */
    void replace(Segment[] group, CompactedSegment by, long nowMs) throws IOException {
        flushLock.lock();
        try {
            drop(group, nowMs);
            Segment finished = by.finish();
            appendLock.lock();
            try {
                int from = SegmentList.floor(segments.all(), group[0].baseOffset());
                segments.replace(from, group.length, finished);
            } finally {
                appendLock.unlock();
            }
        } finally {
            flushLock.unlock();
        }
    }

    /** Deletes files of dropped segments whose delay is over. */
    int deleteDropped(long nowMs) {
        return dropped.delete(nowMs);
    }
}
