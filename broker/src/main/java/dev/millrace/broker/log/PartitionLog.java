package dev.millrace.broker.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.BaseRecords;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.settings.LogSettings;

/**
 * The log of one partition: records in the order of their offsets, from {@link #startOffset()} (inclusive) to
 * {@link #endOffset()} (exclusive).
 *
 * <p>What is appended can be read at once and survives the end of the process; it survives a loss of power when
 * {@link #durableOffset()} has passed it. {@link GroupCommit} sees to that and tells who waits. A disk that fails to
 * sync leaves nothing to rely on: the log then refuses appends until the broker is started anew.
 *
 * <p><em>Thread-safe: appends and changes of the segment list hold the append lock, work on disk holds the flush lock;
 * readers hold none. The flush lock is taken first.</em>
 */
public final class PartitionLog implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionLog.class);
    static final long CLEAN = -1;

    private final TopicPartition partition;
    private final LogEnvironment environment;
    private final SegmentList segments;
    private final LogStart start;
    private final LogTail tail;
    private final LogReader reader;
    private final LogFlush flush;
    private final LogUpkeep upkeep;
    private final AppendTrouble trouble;
    private final ReentrantLock appendLock = new ReentrantLock();
    private final ReentrantLock flushLock = new ReentrantLock();
    private volatile LogSettings settings;
    private volatile long endOffset;
    private volatile long stableOffset;
    private volatile long durableOffset;
    private volatile long dirtySinceMs = CLEAN;
    private volatile boolean failed;
    private volatile boolean retired;
    private volatile boolean closed;

    private PartitionLog(
            TopicPartition partition,
            Path directory,
            LogSettings settings,
            LogEnvironment environment,
            LogRecovery.Recovered recovered) {
        this.partition = partition;
        this.environment = environment;
        this.settings = settings;
        this.segments = recovered.segments();
        this.start = recovered.start();
        this.tail = new LogTail(environment.disk(), directory, recovered);
        this.reader = new LogReader(segments);
        this.flush = new LogFlush(environment.disk(), directory, segments);
        this.upkeep = new LogUpkeep(this, environment.disk(), directory, tail, appendLock, flushLock);
        this.trouble = new AppendTrouble(partition);
        this.endOffset = tail.nextOffset();
        this.stableOffset = tail.stableOffset();
        this.durableOffset = endOffset;
    }

    /**
     * Opens a log, after a crash too; makes it if there is none.
     *
     * @param partition whose log it is
     * @param directory the log's own
     * @param settings how it is kept
     * @param environment what all logs share
     * @return the log, with everything in it on disk
     * @throws IOException if the disk fails
     */
    public static PartitionLog open(
            TopicPartition partition, Path directory, LogSettings settings, LogEnvironment environment)
            throws IOException {
        LogRecovery recovery = new LogRecovery(
                environment.disk(),
                directory,
                settings.segments().indexIntervalBytes(),
                environment.time().milliseconds());
        return new PartitionLog(partition, directory, settings, environment, recovery.recover());
    }

    /** Returns whose log this is. */
    public TopicPartition partition() {
        return partition;
    }

    /** Returns the first offset kept, inclusive. */
    public long startOffset() {
        return start.offset();
    }

    /** Returns the offset that the next record will get: the exclusive end of what can be read. */
    public long endOffset() {
        return endOffset;
    }

    /** Returns the exclusive end of what is committed: begin of the oldest open transaction, or the log's end. */
    public long stableOffset() {
        return stableOffset;
    }

    /** Returns the exclusive end of what is on disk for certain. */
    public long durableOffset() {
        return durableOffset;
    }

    /**
     * Appends record batches: one from a client, any number from a coordinator.
     *
     * @param batches written as they are, with their offsets put in place; the buffer must not be read-only
     * @param origin how far the writer is trusted
     * @return where the records have landed, or had landed already
     * @throws AppendRejected if nothing was written
     */
    public AppendResult append(MemoryRecords batches, AppendOrigin origin) {
        appendLock.lock();
        try {
            return appendLocked(batches, origin);
        } finally {
            appendLock.unlock();
        }
    }

    private AppendResult appendLocked(MemoryRecords batches, AppendOrigin origin) {
        checkUsable();
        try {
            long nowMs = environment.time().milliseconds();
            AppendResult result = tail.append(batches.buffer(), origin, settings, nowMs);
            if (!result.duplicate()) {
                publish(nowMs);
            }
            trouble.over();
            return result;
        } catch (IOException e) {
            failed |= e.getSuppressed().length > 0;
            throw trouble.refused(e, failed);
        }
    }

    private void checkUsable() {
        if (!usable()) {
            throw new AppendRejected(Errors.KAFKA_STORAGE_ERROR, partition + " takes no appends any more");
        }
    }

    /**
     * Ends the transaction of a producer in this partition, if it has one open; readers of committed records may go on.
     *
     * @param marker how it ends
     * @param raised whether the marker's epoch was raised for this end, so that finding it here means a repetition
     * @return the offset behind the marker, to be made durable; behind everything if the marker was there already
     * @throws AppendRejected if nothing was written, because a newer producer or coordinator has been here or the disk
     *     failed
     */
    public long end(TransactionMarker marker, boolean raised) {
        appendLock.lock();
        try {
            checkUsable();
            if (!tail.admits(marker, raised)) {
                return endOffset;
            }
            MemoryRecords batch = marker.toBatch(environment.time().milliseconds());
            return appendLocked(batch, AppendOrigin.COORDINATOR).lastOffset() + 1;
        } finally {
            appendLock.unlock();
        }
    }

    /** Returns the producers that the log remembers, the longest silent first. */
    public List<ProducerView> producers() {
        appendLock.lock();
        try {
            return tail.producers().views();
        } finally {
            appendLock.unlock();
        }
    }

    /** Returns the last offset of each producer's last batch. */
    Map<Long, Long> lastOffsetsOfProducers() {
        appendLock.lock();
        try {
            return tail.producers().lastOffsets();
        } finally {
            appendLock.unlock();
        }
    }

    /** Moves the end first: whoever reads a record may ask for the offset after it. */
    private void publish(long nowMs) {
        endOffset = tail.nextOffset();
        tail.publish();
        stableOffset = tail.stableOffset();
        askForFlush(nowMs);
    }

    private void askForFlush(long nowMs) {
        if (dirtySinceMs == CLEAN) {
            dirtySinceMs = nowMs;
        }
        if (endOffset - durableOffset >= settings.flush().everyRecords()) {
            environment.groupCommit().requestFlush(this, endOffset, FlushListener.NOBODY);
        }
    }

    /**
     * Reads batches, beginning with the one that holds {@code fromOffset}, or the next one if compaction has taken it.
     *
     * @param fromOffset first offset wanted, inclusive; between {@link #startOffset()} and {@link #endOffset()}
     * @param maxBytes upper bound of the size in bytes; the first batch is returned whole even if larger
     * @return a view of a segment file, empty at the end of the log
     * @throws OffsetOutOfRange if {@code fromOffset} is outside the log
     * @throws LogFailure if the disk fails
     */
    public LogSlice read(long fromOffset, int maxBytes) {
        long begin = startOffset();
        long end = endOffset;
        checkWithin(fromOffset, begin, end);
        BaseRecords records = readBelow(Long.MAX_VALUE, fromOffset, maxBytes, fromOffset < end);
        return new LogSlice(records, begin, endOffset, stableOffset, List.of());
    }

    /**
     * As {@link #read}, but only below {@link #stableOffset()}, and with the transactions that do not count.
     *
     * @param fromOffset first offset wanted, inclusive; between {@link #startOffset()} and {@link #endOffset()}
     * @param maxBytes bound of the size as for {@link #read}
     * @return a view of a segment file, empty at the stable offset
     * @throws OffsetOutOfRange if {@code fromOffset} is outside the log
     * @throws LogFailure if the disk fails
     */
    public LogSlice readCommitted(long fromOffset, int maxBytes) {
        long begin = startOffset();
        checkWithin(fromOffset, begin, endOffset);
        long stable = stableOffset;
        BaseRecords records = readBelow(stable, fromOffset, maxBytes, false);
        return new LogSlice(records, begin, endOffset, stable, reader.aborted(fromOffset, records));
    }

    private BaseRecords readBelow(long limitOffset, long fromOffset, int maxBytes, boolean someExpected) {
        try {
            BaseRecords records = reader.read(fromOffset, limitOffset, maxBytes);
            if (someExpected && records.sizeInBytes() == 0) {
                awaitAppend();
                records = reader.read(fromOffset, limitOffset, maxBytes);
            }
            return records;
        } catch (IOException e) {
            throw new LogFailure(partition + " cannot be read at offset " + fromOffset, e);
        }
    }

    private void checkWithin(long offset, long begin, long end) {
        if (offset < begin || offset > end) {
            throw new OffsetOutOfRange(
                    "offset " + offset + " is outside " + partition + ", which has " + begin + " to " + end);
        }
    }

    /**
     * Deletes the records before an offset: from now on nobody can read them. Their files go in the background. A crash
     * within a second or so may bring some of them back.
     *
     * @param offset first offset to be kept; below the present start it changes nothing
     * @throws OffsetOutOfRange if {@code offset} is negative or beyond the end of the log
     */
    public void deleteBefore(long offset) {
        appendLock.lock();
        try {
            checkWithin(offset, 0, endOffset);
            start.raise(offset);
        } finally {
            appendLock.unlock();
        }
    }

    /**
     * Finds the first record at or after a time.
     *
     * @param timestampMs the time
     * @return its timestamp and offset; empty if every record is older
     * @throws LogFailure if the disk fails
     */
    public Optional<TimestampOffset> offsetForTime(long timestampMs) {
        try {
            return reader.offsetForTime(timestampMs, startOffset());
        } catch (IOException e) {
            throw new LogFailure(partition + " cannot be searched for time " + timestampMs, e);
        }
    }

    /**
     * Finds the record with the largest timestamp.
     *
     * @return its timestamp and the first offset that has it; empty if the log has no record
     * @throws LogFailure if the disk fails
     */
    public Optional<TimestampOffset> maxTimestamp() {
        try {
            Optional<TimestampOffset> found = reader.maxTimestamp(startOffset());
            if (found.isEmpty()) {
                awaitAppend();
                found = reader.maxTimestamp(startOffset());
            }
            return found;
        } catch (IOException e) {
            throw new LogFailure(partition + " cannot be searched for its largest timestamp", e);
        }
    }

    /** Waits for the append that has moved the end but has not shown its records yet. */
    private void awaitAppend() {
        appendLock.lock();
        appendLock.unlock();
    }

    /** Returns the settings in force. */
    public LogSettings settings() {
        return settings;
    }

    /** Changes the settings from the next append on. */
    public void reconfigure(LogSettings newSettings) {
        settings = newSettings;
    }

    /** Returns the bytes of all segments. */
    public long sizeBytes() {
        return segments.sizeBytes();
    }

    /** Returns how many segments there are. */
    public int segmentCount() {
        return segments.all().length;
    }

    /**
     * Brings everything appended so far to disk; waits for the disk.
     *
     * @throws LogFailure if the disk fails, now or before
     */
    public void flush() {
        flushLock.lock();
        try {
            if (failed) {
                throw new LogFailure(partition + " failed before", null);
            }
            if (closed || retired) {
                return;
            }
            dirtySinceMs = CLEAN;
            long end = endOffset;
            flush.run();
            durableOffset = end;
            start.write(end);
        } catch (IOException e) {
            failed = true;
            throw new LogFailure(partition + " cannot be synced" + (retired ? ", for its topic was deleted" : ""), e);
        } finally {
            flushLock.unlock();
        }
    }

    /** Returns the background work on this log. */
    LogUpkeep upkeep() {
        return upkeep;
    }

    /** Returns whether the log still takes appends. */
    public boolean usable() {
        return !closed && !failed && !retired;
    }

    /** Returns whether a new start of the log waits to be noted on disk. */
    boolean startIsDirty() {
        return start.isDirty();
    }

    /** Returns since when a record waits to be synced; {@link #CLEAN} if none does. */
    long dirtySinceMs() {
        return dirtySinceMs;
    }

    /**
     * Ends a log whose topic is deleted: no more appends, no more work on its files, which may be elsewhere by now.
     * What readers hold stays open until {@link #close}.
     */
    public void retire() {
        appendLock.lock();
        try {
            retired = true;
        } finally {
            appendLock.unlock();
        }
    }

    /** Syncs and closes the log, so that the next start has nothing to recover. */
    @Override
    public void close() {
        flushLock.lock();
        appendLock.lock();
        try {
            if (!closed) {
                closed = true;
                sealAndClose();
            }
        } finally {
            appendLock.unlock();
            flushLock.unlock();
        }
    }

    private void sealAndClose() {
        try {
            if (!failed && !retired) {
                flush.sealAll(endOffset, tail.encodeProducers());
                durableOffset = endOffset;
                start.write(endOffset);
            }
        } catch (IOException e) {
            failed = true;
            LOG.error("{} was not closed cleanly: it is recovered at the next start", partition, e);
        } finally {
            upkeep.deleteDropped(Long.MAX_VALUE);
            closeSegments();
        }
    }

    private void closeSegments() {
        for (Segment segment : segments.all()) {
            try {
                segment.close();
            } catch (IOException e) {
                LOG.warn("{} was not closed", segment.files().log(), e);
            }
        }
    }
}
