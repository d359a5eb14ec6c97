package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.io.Disk;
import dev.millrace.broker.settings.LogSettings;
import dev.millrace.broker.settings.SegmentSettings;

/**
 * The growing end of a log. A batch is judged, placed and written from the buffer it arrived in; nothing is copied or
 * allocated for it but the result.
 *
 * <p><em>Confined to the holder of the append lock.</em>
 */
final class LogTail {

    /** One leader, for ever. */
    private static final int LEADER_EPOCH = 0;

    private final Disk disk;
    private final Path directory;
    private final SegmentList segments;
    private final LogStart start;
    private final ProducerStates producers;
    private final ClientBatchCheck check = new ClientBatchCheck();
    private final BatchView batch = new BatchView();
    private long nextOffset;
    private int writtenBytes;

    LogTail(Disk disk, Path directory, LogRecovery.Recovered recovered) {
        this.disk = disk;
        this.directory = directory;
        this.segments = recovered.segments();
        this.start = recovered.start();
        this.producers = recovered.producers();
        this.nextOffset = segments.active().index().nextOffset();
    }

    SegmentList segments() {
        return segments;
    }

    long nextOffset() {
        return nextOffset;
    }

    /**
     * Appends; readers see it after {@link #publish}.
     *
     * @param bytes batches, back to back; changed in place
     * @throws AppendRejected if the batch must not be written
     * @throws IOException if the disk fails; nothing was appended
     */
    AppendResult append(ByteBuffer bytes, AppendOrigin origin, LogSettings settings, long nowMs) throws IOException {
        int begin = bytes.position();
        int total = bytes.remaining();
        if (total < BatchView.HEADER_BYTES) {
            throw new AppendRejected(Errors.CORRUPT_MESSAGE, total + " bytes are less than a batch header");
        }
        batch.moveTo(bytes, begin);
        if (origin != AppendOrigin.COORDINATOR) {
            check.check(batch, total, settings, nowMs);
            if (batch.transactional() && origin != AppendOrigin.TRANSACTION) {
                throw new AppendRejected(Errors.INVALID_TXN_STATE, "the partition is in no transaction");
            }
            long appendedBefore = batch.hasProducer() ? producers.judge(batch) : -1;
            if (appendedBefore >= 0) {
                return duplicate(appendedBefore);
            }
        }
        long stampMs = settings.append().stampsOnAppend() ? nowMs : AppendResult.NO_TIME;
        rollIfDue(settings, total, nowMs);
        long baseOffset = nextOffset;
        place(bytes, stampMs);
        write(bytes, begin, total, nowMs);
        return new AppendResult(baseOffset, nextOffset - 1, stampMs, start.offset(), false);
    }

    private AppendResult duplicate(long lastOffset) {
        return new AppendResult(
                lastOffset - batch.lastOffsetDelta(), lastOffset, AppendResult.NO_TIME, start.offset(), true);
    }

    private void rollIfDue(LogSettings settings, int moreBytes, long nowMs) throws IOException {
        Segment active = segments.active();
        SegmentIndex index = active.index();
        SegmentSettings bounds = settings.segments();
        boolean full = (long) active.sizeBytes() + moreBytes > bounds.segmentBytes()
                || index.offsetIndexBytes() >= bounds.indexBytes();
        long timestampMs = settings.append().stampsOnAppend() ? nowMs : batch.maxTimestamp();
        boolean old = index.firstTimestamp() != BatchView.NO_TIMESTAMP
                && timestampMs - index.firstTimestamp() > settings.rollAfterMs();
        if (active.sizeBytes() > 0 && (full || old)) {
            roll(bounds, nowMs);
        }
    }

    /** Closes the active segment to appends and begins the next. */
    void roll(SegmentSettings settings, long nowMs) throws IOException {
        producers.expire(nowMs);
        SegmentFiles files = new SegmentFiles(disk, directory, nextOffset);
        segments.add(Segment.create(files, settings.indexIntervalBytes(), producers.encode()));
    }

    private void place(ByteBuffer bytes, long stampMs) {
        long offset = nextOffset;
        for (int at = bytes.position(); at < bytes.limit(); at += (int) batch.sizeBytes()) {
            batch.moveTo(bytes, at);
            if (!batch.plausible() || batch.sizeBytes() > bytes.limit() - at) {
                throw new IllegalArgumentException("no whole batch at byte " + at + " of " + bytes.limit());
            }
            batch.place(offset, LEADER_EPOCH);
            if (stampMs != AppendResult.NO_TIME) {
                batch.stamp(stampMs);
            }
            offset += batch.lastOffsetDelta() + 1L;
        }
    }

    private void write(ByteBuffer bytes, int begin, int total, long nowMs) throws IOException {
        Segment active = segments.active();
        int position = active.write(bytes);
        for (int at = begin; at < begin + total; at += (int) batch.sizeBytes()) {
            batch.moveTo(bytes, at);
            active.index().note(batch, position + at - begin);
            if (batch.hasProducer()) {
                active.index().aborted().addIfAny(producers.takeIn(batch, nowMs));
            }
        }
        writtenBytes = position + total;
        nextOffset = active.index().nextOffset();
    }

    /**
     * Says whether a transaction can be ended so.
     *
     * @param raised whether an equal epoch means that the marker is here already
     * @return whether the marker is to be written; false if it has been
     * @throws AppendRejected if a newer producer or coordinator has been here
     */
    boolean admits(TransactionMarker marker, boolean raised) {
        ProducerState state = producers.get(marker.producerId());
        if (state == null) {
            return true;
        }
        if (marker.epoch() < state.epoch()) {
            throw new AppendRejected(
                    Errors.INVALID_PRODUCER_EPOCH,
                    "producer " + marker.producerId() + " has epoch " + state.epoch() + " by now, the marker has "
                            + marker.epoch());
        }
        if (marker.coordinatorEpoch() < state.coordinatorEpoch()) {
            throw new AppendRejected(
                    Errors.TRANSACTION_COORDINATOR_FENCED,
                    "coordinator epoch is " + state.coordinatorEpoch() + " by now, the marker has "
                            + marker.coordinatorEpoch());
        }
        // An equal epoch: the marker is there, and what came after it belongs to the next transaction.
        return !raised || marker.epoch() > state.epoch();
    }

    /** Returns the first offset that a transaction holds open; the end if none does. */
    long stableOffset() {
        return Math.min(nextOffset, producers.firstOpenOffset(nextOffset));
    }

    ProducerStates producers() {
        return producers;
    }

    /** Makes what was appended last visible to readers. */
    void publish() {
        segments.active().publish(writtenBytes);
    }

    /** Returns the state of the producers as it is now, for a snapshot. */
    byte[] encodeProducers() {
        return producers.encode();
    }
}
