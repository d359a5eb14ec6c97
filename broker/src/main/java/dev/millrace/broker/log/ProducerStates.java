package dev.millrace.broker.log;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The producers that a log knows, least recently used first, and their open transactions, the oldest first. A producer
 * that has been silent for a day is forgotten, and so is the longest silent one when there are too many: a stranger
 * must not fill the heap with ids. Whoever has a transaction open is never forgotten.
 *
 * <p>A snapshot holds the state as it was at one offset; state at the end of the log is a snapshot plus the batches
 * after it. Written as: version byte = 2, number of producers int, then each as {@link ProducerState} says.
 *
 * <p><em>Confined to the holder of the log's append lock.</em>
 */
final class ProducerStates {

    static final long EXPIRE_AFTER_MS = 86_400_000L;
    static final int MAX_PRODUCERS = 100_000;
    private static final byte VERSION = 2;

    private final LinkedHashMap<Long, ProducerState> byId = new LinkedHashMap<>(16, 0.75f, true);
    private final LinkedHashMap<Long, ProducerState> open = new LinkedHashMap<>();

    /**
     * Judges a batch before it is appended.
     *
     * @param batch a batch with a producer id
     * @return -1 if it may be appended; else the last offset of the very same batch, appended before
     * @throws AppendRejected if its producer is fenced or its sequence is out of order
     */
    long judge(BatchView batch) {
        ProducerState state = byId.get(batch.producerId());
        return state == null ? -1 : state.judge(batch);
    }

    /**
     * Takes in a batch that has been appended, or is found in the log during recovery.
     *
     * @param batch with a producer id; whole if it is a control batch
     * @return the transaction that the batch has aborted, null if none
     */
    @Nullable
    AbortedTransaction takeIn(BatchView batch, long nowMs) {
        if (!batch.control()) {
            note(batch, nowMs);
            return null;
        }
        TransactionMarker marker = TransactionMarker.read(batch);
        return marker == null ? null : end(marker, batch.baseOffset(), nowMs);
    }

    private void note(BatchView batch, long nowMs) {
        ProducerState state = stateOf(batch.producerId(), batch.producerEpoch());
        boolean wasOpen = state.hasOpenTransaction();
        state.note(batch, nowMs);
        if (!wasOpen && state.hasOpenTransaction()) {
            open.put(state.producerId(), state);
        }
    }

    /**
     * Notes the end of a transaction.
     *
     * @param offset of the marker
     * @return the transaction if it was open and is aborted now
     */
    private @Nullable AbortedTransaction end(TransactionMarker marker, long offset, long nowMs) {
        ProducerState state = stateOf(marker.producerId(), marker.epoch());
        long first = state.openFirstOffset();
        state.end(marker, nowMs);
        boolean wasOpen = open.remove(marker.producerId()) != null;
        return wasOpen && !marker.committed() ? new AbortedTransaction(marker.producerId(), first, offset) : null;
    }

    private ProducerState stateOf(Long id, short epoch) {
        ProducerState state = byId.get(id);
        if (state == null) {
            state = new ProducerState(id, epoch);
            byId.put(id, state);
            forgetLongestSilent();
        }
        return state;
    }

    private void forgetLongestSilent() {
        Iterator<ProducerState> oldestFirst = byId.values().iterator();
        while (byId.size() > MAX_PRODUCERS && oldestFirst.hasNext()) {
            if (!oldestFirst.next().hasOpenTransaction()) {
                oldestFirst.remove();
            }
        }
    }

    /** Forgets who has been silent for a day. */
    void expire(long nowMs) {
        Iterator<ProducerState> oldestFirst = byId.values().iterator();
        while (oldestFirst.hasNext()) {
            ProducerState state = oldestFirst.next();
            if (nowMs - state.lastUsedMs() <= EXPIRE_AFTER_MS) {
                return;
            }
            if (!state.hasOpenTransaction()) {
                oldestFirst.remove();
            }
        }
    }

    /** Returns the first offset of the oldest open transaction; {@code otherwise} if none is open. */
    long firstOpenOffset(long otherwise) {
        return open.isEmpty() ? otherwise : open.values().iterator().next().openFirstOffset();
    }

    /** Returns one producer; null if the log does not know it. */
    @Nullable
    ProducerState get(long producerId) {
        return byId.get(producerId);
    }

    List<ProducerView> views() {
        return byId.values().stream().map(ProducerState::view).toList();
    }

    /** Returns where the newest batch of each producer ends, by producer id. */
    Map<Long, Long> lastOffsets() {
        Map<Long, Long> offsets = new HashMap<>();
        byId.values().forEach(state -> offsets.put(state.producerId(), state.lastOffset()));
        return offsets;
    }

    int size() {
        return byId.size();
    }

    byte[] encode() {
        int bytes = Byte.BYTES + Integer.BYTES;
        for (ProducerState state : byId.values()) {
            bytes += state.encodedBytes();
        }
        ByteBuffer target = ByteBuffer.allocate(bytes).put(VERSION).putInt(byId.size());
        for (ProducerState state : byId.values()) {
            state.encode(target);
        }
        return target.array();
    }

    /**
     * Reads a snapshot.
     *
     * @throws IllegalArgumentException if the bytes are not a snapshot of a version known here
     */
    static ProducerStates decode(byte[] snapshot) {
        ProducerStates states = new ProducerStates();
        ByteBuffer source = ByteBuffer.wrap(snapshot);
        try {
            byte version = source.get();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "producer snapshot has version " + version + ", known is " + VERSION);
            }
            int count = source.getInt();
            for (int i = 0; i < count; i++) {
                ProducerState state = ProducerState.decode(source);
                states.byId.put(state.producerId(), state);
            }
            states.findOpen();
        } catch (BufferUnderflowException shorter) {
            throw new IllegalArgumentException("producer snapshot ends early, at byte " + source.position(), shorter);
        }
        return states;
    }

    private void findOpen() {
        byId.values().stream()
                .filter(ProducerState::hasOpenTransaction)
                .sorted(Comparator.comparingLong(ProducerState::openFirstOffset))
                .forEach(state -> open.put(state.producerId(), state));
    }
}
