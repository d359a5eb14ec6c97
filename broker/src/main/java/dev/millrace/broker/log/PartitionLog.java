package dev.millrace.broker.log;

import java.io.Closeable;
import java.util.Optional;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.internal.MemoryRecords;

import dev.millrace.broker.settings.LogSettings;

/** The log of one partition. */
public final class PartitionLog implements Closeable {

    private PartitionLog() {}

    /** Returns whose log this is. */
    public TopicPartition partition() {
        throw new UnsupportedOperationException();
    }

    /** Returns the first offset kept, inclusive. */
    public long startOffset() {
        throw new UnsupportedOperationException();
    }

    /** Returns the offset that the next record will get: the exclusive end of what can be read. */
    public long endOffset() {
        throw new UnsupportedOperationException();
    }

    /** Returns the exclusive end of what a reader of committed records may see. */
    public long stableOffset() {
        throw new UnsupportedOperationException();
    }

    /** Returns the exclusive end of what is on disk for certain. */
    public long durableOffset() {
        throw new UnsupportedOperationException();
    }

    /**
     * Appends record batches.
     *
     * @param batches one batch from a client, any number from a coordinator; offsets are assigned in place
     * @param origin how far the writer is trusted
     * @return where the records have landed
     * @throws AppendRejected if nothing was written
     */
    public AppendResult append(MemoryRecords batches, AppendOrigin origin) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads batches, beginning with the one that holds {@code fromOffset}.
     *
     * @param fromOffset first offset wanted, inclusive; between {@link #startOffset()} and {@link #endOffset()}
     * @param maxBytes upper bound of the size in bytes; the first batch is returned whole even if larger
     * @return a view of a segment file, empty at the end of the log
     * @throws OffsetOutOfRange if {@code fromOffset} is outside the log
     * @throws LogFailure if the disk fails
     */
    public LogSlice read(long fromOffset, int maxBytes) {
        throw new UnsupportedOperationException();
    }

    /**
     * Finds the first record at or after a time.
     *
     * @param timestampMs the time
     * @return its timestamp and offset; empty if every record is older
     * @throws LogFailure if the disk fails
     */
    public Optional<TimestampOffset> offsetForTime(long timestampMs) {
        throw new UnsupportedOperationException();
    }

    /**
     * Finds the record with the largest timestamp.
     *
     * @return its timestamp and the first offset that has it; empty if the log has no record
     * @throws LogFailure if the disk fails
     */
    public Optional<TimestampOffset> maxTimestamp() {
        throw new UnsupportedOperationException();
    }

    /** Returns the settings in force. */
    public LogSettings settings() {
        throw new UnsupportedOperationException();
    }

    /**
     * Changes the settings from the next append on.
     *
     * @param newSettings the settings to follow
     */
    public void reconfigure(LogSettings newSettings) {
        throw new UnsupportedOperationException();
    }

    /** Returns the bytes of all segments. */
    public long sizeBytes() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
