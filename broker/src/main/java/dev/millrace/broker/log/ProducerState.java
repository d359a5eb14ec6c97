package dev.millrace.broker.log;

import java.nio.ByteBuffer;

import org.apache.kafka.common.protocol.Errors;

/**
 * What a log remembers of one producer: its epoch, its open transaction, and its last five batches, the most that a
 * client has on the way at once. With them a batch that is sent again is recognised, and one that overtook another is
 * refused.
 *
 * <p>Written as: producer id long, epoch short, last use (ms) long, epoch of the coordinator int, first offset of the
 * open transaction long (-1: none), number of batches byte, then for each batch, oldest first, first sequence int, last
 * sequence int, last offset long.
 *
 * <p><em>Confined to the holder of the log's append lock.</em>
 */
final class ProducerState {

    static final int MAX_BATCHES = 5;
    static final long NONE = -1;
    private static final int HEADER_BYTES =
            Long.BYTES + Short.BYTES + Long.BYTES + Integer.BYTES + Long.BYTES + Byte.BYTES;
    private static final int BATCH_BYTES = Integer.BYTES + Integer.BYTES + Long.BYTES;

    private final long producerId;
    private final int[] firstSequences = new int[MAX_BATCHES];
    private final int[] lastSequences = new int[MAX_BATCHES];
    private final long[] lastOffsets = new long[MAX_BATCHES];
    private short epoch;
    private long lastUsedMs;
    private int coordinatorEpoch = (int) NONE;
    private long openFirstOffset = NONE;
    private int count;
    private int newest = -1;

    ProducerState(long producerId, short epoch) {
        this.producerId = producerId;
        this.epoch = epoch;
    }

    long producerId() {
        return producerId;
    }

    long lastUsedMs() {
        return lastUsedMs;
    }

    short epoch() {
        return epoch;
    }

    int coordinatorEpoch() {
        return coordinatorEpoch;
    }

    /** Returns the first offset of the open transaction; {@link #NONE} if none is open. */
    long openFirstOffset() {
        return openFirstOffset;
    }

    boolean hasOpenTransaction() {
        return openFirstOffset != NONE;
    }

    /** Returns the last offset of its last batch; {@link #NONE} if its epoch has none yet. */
    long lastOffset() {
        return count == 0 ? NONE : lastOffsets[newest];
    }

    ProducerView view() {
        int lastSequence = count == 0 ? (int) NONE : lastSequences[newest];
        return new ProducerView(producerId, epoch, lastSequence, lastUsedMs, coordinatorEpoch, openFirstOffset);
    }

    /**
     * Judges the next batch of this producer.
     *
     * @param batch a batch with this producer id
     * @return -1 if it is the next in line; else the last offset of the very same batch, appended before
     * @throws AppendRejected if its epoch is over or its sequence is not the next
     */
    long judge(BatchView batch) {
        if (batch.producerEpoch() < epoch) {
            throw new AppendRejected(
                    Errors.INVALID_PRODUCER_EPOCH,
                    "producer " + producerId + " has epoch " + epoch + " by now, the batch has "
                            + batch.producerEpoch());
        }
        if (hasOpenTransaction() && !batch.transactional()) {
            throw new AppendRejected(
                    Errors.INVALID_TXN_STATE, "producer " + producerId + " is in a transaction, the batch is not");
        }
        if (batch.producerEpoch() > epoch || count == 0) {
            // Nothing of this epoch was seen yet: it begins here, or began with the end of a transaction.
            expect(0, batch);
            return -1;
        }
        for (int i = 0; i < count; i++) {
            if (firstSequences[i] == batch.baseSequence() && lastSequences[i] == batch.lastSequence()) {
                return lastOffsets[i];
            }
        }
        expect(lastSequences[newest] + 1 & Integer.MAX_VALUE, batch);
        return -1;
    }

    private void expect(int sequence, BatchView batch) {
        if (batch.baseSequence() != sequence) {
            throw new AppendRejected(
                    Errors.OUT_OF_ORDER_SEQUENCE_NUMBER,
                    "producer " + producerId + " epoch " + batch.producerEpoch() + ": expected sequence " + sequence
                            + ", the batch begins with " + batch.baseSequence());
        }
    }

    /** Notes a batch that has been appended. */
    void note(BatchView batch, long nowMs) {
        enterEpoch(batch.producerEpoch());
        // A batch that compaction has emptied only keeps its sequences; its transaction ended long ago.
        if (batch.transactional() && !hasOpenTransaction() && batch.count() > 0) {
            openFirstOffset = batch.baseOffset();
        }
        add(batch.baseSequence(), batch.lastSequence(), batch.lastOffset());
        lastUsedMs = nowMs;
    }

    /** Notes the end of a transaction. */
    void end(TransactionMarker marker, long nowMs) {
        enterEpoch(marker.epoch());
        openFirstOffset = NONE;
        coordinatorEpoch = marker.coordinatorEpoch();
        lastUsedMs = nowMs;
    }

    private void enterEpoch(short newEpoch) {
        if (newEpoch != epoch) {
            epoch = newEpoch;
            count = 0;
            newest = -1;
        }
    }

    private void add(int firstSequence, int lastSequence, long lastOffset) {
        newest = (newest + 1) % MAX_BATCHES;
        count = Math.min(count + 1, MAX_BATCHES);
        firstSequences[newest] = firstSequence;
        lastSequences[newest] = lastSequence;
        lastOffsets[newest] = lastOffset;
    }

    int encodedBytes() {
        return HEADER_BYTES + count * BATCH_BYTES;
    }

    void encode(ByteBuffer target) {
        target.putLong(producerId).putShort(epoch).putLong(lastUsedMs);
        target.putInt(coordinatorEpoch).putLong(openFirstOffset).put((byte) count);
        for (int i = 0; i < count; i++) {
            int slot = (newest + 1 + MAX_BATCHES - count + i) % MAX_BATCHES;
            target.putInt(firstSequences[slot]).putInt(lastSequences[slot]).putLong(lastOffsets[slot]);
        }
    }

    static ProducerState decode(ByteBuffer source) {
        ProducerState state = new ProducerState(source.getLong(), source.getShort());
        state.lastUsedMs = source.getLong();
        state.coordinatorEpoch = source.getInt();
        state.openFirstOffset = source.getLong();
        int batches = source.get();
        for (int i = 0; i < batches; i++) {
            state.add(source.getInt(), source.getInt(), source.getLong());
        }
        return state;
    }
}
