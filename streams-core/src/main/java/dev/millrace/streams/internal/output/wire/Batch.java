package dev.millrace.streams.internal.output.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.output.SendListener;
import dev.millrace.streams.internal.output.SerializedRecord;

/**
 * Records for one partition that are written together: filled, then sealed, sent and perhaps sent again, in the end
 * acknowledged or given up. Its array comes from the pool and goes back there. <i>Confined to the stream thread.</i>
 */
final class Batch {
    private static final byte[] NOTHING = {};

    private final BufferPool pool;
    private final long createdMs;
    private final long createdAttendedMs;
    private final BatchListeners listeners = new BatchListeners();
    private byte[] bytes;
    private int size = BatchHeader.BYTES;
    private int count;
    private long baseTimestamp;
    private long maxTimestamp = -1;
    private @Nullable ByteBuffer sealed;
    private @Nullable WriterIdentity sealedUnder;
    private int attempts;

    /**
     * An empty batch.
     *
     * @param bytes from {@code pool}
     * @param createdMs when its first record is appended
     * @param createdAttendedMs the same in attended time
     */
    Batch(BufferPool pool, byte[] bytes, long createdMs, long createdAttendedMs) {
        this.pool = pool;
        this.bytes = bytes;
        this.createdMs = createdMs;
        this.createdAttendedMs = createdAttendedMs;
    }

    /**
     * Appends {@code record}, unless the batch would exceed {@code limitBytes} or the pool.
     *
     * @return whether it was appended; an empty batch takes it whatever its size, if its array does
     */
    boolean tryAppend(SerializedRecord record, Header[] headers, SendListener listener, int limitBytes) {
        long timestamp = record.timestamp();
        if (count == 0) {
            baseTimestamp = timestamp;
        }
        long timeDelta = timestamp - baseTimestamp;
        int bodySize = RecordBytes.bodySize(timeDelta, count, record.key(), record.value(), headers);
        if (!tryReserve(RecordBytes.size(bodySize), limitBytes)) {
            return false;
        }
        int at = RecordBytes.writeStart(bytes, size, bodySize, timeDelta, count);
        size = RecordBytes.writeParts(bytes, at, record.key(), record.value(), headers);
        taken(timestamp, listener);
        return true;
    }

    /** As {@link #tryAppend} for a record of another batch: what follows its deltas is copied from {@code from}. */
    boolean tryCopy(byte[] from, int begin, int end, long timestamp, SendListener listener, int limitBytes) {
        if (count == 0) {
            baseTimestamp = timestamp;
        }
        long timeDelta = timestamp - baseTimestamp;
        int bodySize = 1 + RecordBytes.longSize(timeDelta) + RecordBytes.intSize(count) + end - begin;
        if (!tryReserve(RecordBytes.size(bodySize), limitBytes)) {
            return false;
        }
        int at = RecordBytes.writeStart(bytes, size, bodySize, timeDelta, count);
        System.arraycopy(from, begin, bytes, at, end - begin);
        size = at + end - begin;
        taken(timestamp, listener);
        return true;
    }

    private void taken(long timestamp, SendListener listener) {
        count++;
        maxTimestamp = Math.max(maxTimestamp, timestamp);
        listeners.add(listener);
    }

    private boolean tryReserve(int more, int limitBytes) {
        long needed = (long) size + more;
        if (needed > limitBytes && count > 0) {
            return false;
        }
        if (needed <= bytes.length) {
            return true;
        }
        byte[] larger = needed > Integer.MAX_VALUE - 8 ? null : pool.tryTake((int) needed);
        if (larger == null) {
            return false;
        }
        System.arraycopy(bytes, 0, larger, 0, size);
        pool.release(bytes);
        bytes = larger;
        return true;
    }

    /** Makes it ready to be sent under {@code identity}; from then on nothing is appended. May be sealed again. */
    void seal(Compression compression, WriterIdentity identity, int sequence) {
        if (sealed == null) {
            sealed = compression.type() == CompressionType.NONE
                    ? ByteBuffer.wrap(bytes, 0, size)
                    : compressed(compression);
        }
        sealedUnder = identity;
        BatchHeader.write(sealed, this, compression.type().id, identity, sequence);
    }

    private ByteBuffer compressed(Compression compression) {
        ByteBufferOutputStream out = new ByteBufferOutputStream(BatchHeader.BYTES + size / 2);
        out.position(BatchHeader.BYTES);
        try (OutputStream records = compression.wrapForOutput(out, RecordBatch.MAGIC_VALUE_V2)) {
            records.write(bytes, BatchHeader.BYTES, size - BatchHeader.BYTES);
        } catch (IOException impossible) {
            throw new UncheckedIOException("compressing in memory", impossible);
        }
        return out.buffer().flip();
    }

    /** Whether it was made ready to be sent. */
    boolean isSealed() {
        return sealed != null;
    }

    /** Whether it was made ready under {@code identity}. */
    boolean isSealedUnder(WriterIdentity identity) {
        return identity.equals(sealedUnder);
    }

    /** What goes to the broker, to be read once. */
    ByteBuffer wireBytes() {
        if (sealed == null) {
            throw new IllegalStateException("not sealed");
        }
        return sealed.duplicate();
    }

    /** Bytes that go to the broker; before it is sealed those of the records as they are. */
    int sizeBytes() {
        return sealed == null ? size : sealed.limit();
    }

    /** The records as they are, from {@link BatchHeader#BYTES} to {@link #recordsEnd()}. */
    byte[] records() {
        return bytes;
    }

    /** Position after the last record. */
    int recordsEnd() {
        return size;
    }

    /** Another attempt begins; returns how many there were, with this one. */
    int attempt() {
        return ++attempts;
    }

    /** How many times it was sent. */
    int attempts() {
        return attempts;
    }

    BatchListeners listeners() {
        return listeners;
    }

    /** When its first record was appended. */
    long createdMs() {
        return createdMs;
    }

    /** When its first record was appended, in attended time. */
    long createdAttendedMs() {
        return createdAttendedMs;
    }

    /** How many records. */
    int count() {
        return count;
    }

    /** Time of the first record. */
    long baseTimestamp() {
        return baseTimestamp;
    }

    /** Latest time of a record. */
    long maxTimestamp() {
        return maxTimestamp;
    }

    /** It is done with: gives its array back. */
    void release() {
        pool.release(bytes);
        bytes = NOTHING;
    }
}
