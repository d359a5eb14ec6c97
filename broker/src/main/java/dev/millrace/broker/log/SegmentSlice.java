package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

import org.apache.kafka.common.network.TransferableChannel;
import org.apache.kafka.common.record.internal.DefaultRecordsSend;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordsSend;
import org.apache.kafka.common.record.internal.TransferableRecords;

import dev.millrace.broker.io.FileBytes;

/**
 * A stretch of a segment file on its way to a socket: the bytes go from the page cache to the network without passing
 * the heap.
 *
 * <p><em>Immutable;</em> valid until the segment is dropped and its delay is over.
 */
final class SegmentSlice implements TransferableRecords {

    private final Segment segment;
    private final FileChannel channel;
    private final int position;
    private final int sizeBytes;

    SegmentSlice(Segment segment, int position, int sizeBytes) {
        this.segment = segment;
        this.channel = segment.channel();
        this.position = position;
        this.sizeBytes = sizeBytes;
    }

    /** Returns an offset that none of the batches reaches; it may lie a little too far. */
    long offsetBound() {
        return segment.index().offsetBound(position + sizeBytes);
    }

    @Override
    public int sizeInBytes() {
        return sizeBytes;
    }

    @Override
    public int writeTo(TransferableChannel target, int previouslyWritten, int remaining) throws IOException {
        int count = Math.min(remaining, sizeBytes - previouslyWritten);
        return (int) target.transferFrom(channel, (long) position + previouslyWritten, count);
    }

    @Override
    public RecordsSend<SegmentSlice> toSend() {
        return new DefaultRecordsSend<>(this);
    }

    /** Reads the stretch into the heap. */
    MemoryRecords load() {
        try {
            ByteBuffer bytes = ByteBuffer.allocate(sizeBytes);
            FileBytes.read(channel, bytes, position);
            return MemoryRecords.readableRecords(bytes.flip());
        } catch (IOException e) {
            throw new LogFailure(sizeBytes + " bytes of a segment cannot be read at position " + position, e);
        }
    }
}
