package dev.millrace.streams.internal.output.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.output.SendListener;
import dev.millrace.streams.internal.output.SerializedRecord;

/**
 * The batches for one partition, in order: the first may be under way, the last fills. As only one is under way, order
 * is kept whatever happens to it, and the sequence is given when a batch is first sent.
 *
 * <pre>{@code
 * RESTING --begin--> UNDER_WAY --written, giveUp, split--> RESTING
 *                              --again, renew--> BACKING_OFF --begin--> UNDER_WAY
 * }</pre>
 *
 * <p>After a batch was given up, the next goes under the next epoch from sequence 0: so it does not matter whether the
 * broker has the one given up, and should that still be under way somewhere, it can no longer be written behind the new
 * one. <i>Confined to the stream thread.</i>
 */
final class PartitionLane {
    /** Of {@link #readyInMs}: not before something else happens. */
    static final long LATER = Long.MAX_VALUE;

    private enum State {
        RESTING,
        UNDER_WAY,
        BACKING_OFF
    }

    private final TopicPartition partition;
    private final WireSettings settings;
    private final BufferPool pool;
    private final AttendedClock clock;
    private final Deque<Batch> batches = new ArrayDeque<>();
    private State state = State.RESTING;
    private long retryAtMs;
    private @Nullable Node leader;
    private @Nullable WriterIdentity identity;
    private int nextSequence;
    private int limitBytes;
    private int driveAtBytes;

    PartitionLane(TopicPartition partition, WireSettings settings, BufferPool pool, AttendedClock clock) {
        this.partition = partition;
        this.settings = settings;
        this.pool = pool;
        this.clock = clock;
        this.limitBytes = settings.requestBytes();
    }

    TopicPartition partition() {
        return partition;
    }

    /** Who leads the partition, as far as is known. */
    @Nullable
    Node leader() {
        return leader;
    }

    void leader(@Nullable Node newLeader) {
        leader = newLeader;
    }

    /** Whether nothing is to be written. */
    boolean isEmpty() {
        return batches.isEmpty();
    }

    /** Bytes that wait or are under way. */
    long backlogBytes() {
        long bytes = 0;
        for (Batch batch : batches) {
            bytes += batch.sizeBytes();
        }
        return bytes;
    }

    /** Size of the batch that fills; 0 if there is none. */
    int fillingBytes() {
        Batch last = batches.peekLast();
        return last == null || last.isSealed() ? 0 : last.sizeBytes();
    }

    /** Whether the batch that fills has grown by the size of a batch since this was last said. */
    boolean reachedSize() {
        if (fillingBytes() < driveAtBytes) {
            return false;
        }
        driveAtBytes += settings.batchBytes();
        return true;
    }

    /** Appends, if memory allows it now. */
    boolean tryAppend(SerializedRecord record, Header[] headers, SendListener listener) {
        Batch last = batches.peekLast();
        if (last != null && !last.isSealed() && last.tryAppend(record, headers, listener, limitBytes)) {
            return true;
        }
        long bound = BatchHeader.BYTES + RecordBytes.sizeBound(record.key(), record.value(), headers);
        byte[] bytes = bound > Integer.MAX_VALUE - 8 ? null : pool.tryTake((int) bound);
        if (bytes == null) {
            return false;
        }
        Batch batch = new Batch(pool, bytes, clock.milliseconds(), clock.attendedMs());
        batches.add(batch);
        driveAtBytes = settings.batchBytes();
        return batch.tryAppend(record, headers, listener, limitBytes);
    }

    /**
     * Milliseconds until the first batch is to be sent; {@link #LATER} if one is under way or there is none.
     *
     * @param pressing whether it is to be sent though more records would fit
     */
    long readyInMs(long nowMs, boolean pressing) {
        Batch head = batches.peek();
        if (head == null || state == State.UNDER_WAY) {
            return LATER;
        }
        if (state == State.BACKING_OFF) {
            return Math.max(0, retryAtMs - nowMs);
        }
        if (pressing || batches.size() > 1 || head.isSealed() || head.sizeBytes() >= settings.batchBytes()) {
            return 0;
        }
        return Math.max(0, head.createdMs() + settings.lingerMs() - nowMs);
    }

    boolean isUnderWay() {
        return state == State.UNDER_WAY;
    }

    /** The first batch, which there must be. */
    Batch head() {
        return batches.element();
    }

    /** Under which identity it goes on; null if that is to be found. */
    @Nullable
    WriterIdentity identity() {
        return identity;
    }

    /** Goes on under {@code fresh}, from sequence 0. */
    void identity(WriterIdentity fresh) {
        identity = fresh;
        nextSequence = 0;
    }

    /** The first batch is sent now. Returns it, ready to be sent. */
    Batch begin(Compression compression) {
        if (identity == null || state == State.UNDER_WAY) {
            throw new IllegalStateException(partition + " is " + state + " under " + identity);
        }
        Batch head = batches.element();
        if (!head.isSealedUnder(identity)) {
            head.seal(compression, identity, nextSequence);
        }
        head.attempt();
        state = State.UNDER_WAY;
        return head;
    }

    /**
     * The batch under way is in the log.
     *
     * @param baseOffset offset of its first record; negative if the broker did not say
     */
    void written(long baseOffset) {
        Batch head = take();
        nextSequence = (int) ((nextSequence + (long) head.count()) & Integer.MAX_VALUE);
        if (baseOffset >= 0) {
            head.listeners().acknowledged(baseOffset);
        }
        head.release();
    }

    /** The first batch is to be sent again, some time later. */
    void again(long nowMs) {
        state = State.BACKING_OFF;
        retryAtMs = nowMs + settings.backoffMs(batches.element().attempts());
    }

    /** The first batch, which is not in the log, is to be sent again under the next epoch. */
    void renew(long nowMs) {
        raiseEpoch();
        again(nowMs);
    }

    /** The first batch will not be written. */
    void giveUp(Exception error) {
        Batch head = take();
        if (head.attempts() > 0) {
            raiseEpoch();
        }
        head.listeners().failed(partition.topic(), error);
        head.release();
    }

    /** The batch under way is too large for the broker: parts of it go instead, and later ones are kept smaller. */
    void split() {
        Batch head = take();
        limitBytes = Math.max(settings.batchBytes(), Math.min(limitBytes, head.sizeBytes()) / 2);
        // A little over half, so that two parts do.
        int partBytes = BatchHeader.BYTES + (int) ((head.recordsEnd() - BatchHeader.BYTES) * 5L / 8);
        List<Batch> parts = BatchSplit.split(head, pool, Math.min(limitBytes, partBytes));
        for (int i = parts.size() - 1; i >= 0; i--) {
            batches.push(parts.get(i));
        }
        head.release();
    }

    /** Whether the first batch has no more time. */
    boolean isOverdue() {
        return overdueInMs() == 0;
    }

    /** Milliseconds until {@link #isOverdue}. */
    long overdueInMs() {
        Batch head = batches.peek();
        return head == null
                ? LATER
                : Math.max(0, head.createdAttendedMs() + settings.deliveryMs() - clock.attendedMs());
    }

    private Batch take() {
        state = State.RESTING;
        return batches.remove();
    }

    private void raiseEpoch() {
        identity = identity != null && identity.hasNext() ? identity.next() : null;
        nextSequence = 0;
    }
}
