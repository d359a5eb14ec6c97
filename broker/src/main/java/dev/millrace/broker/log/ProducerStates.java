package dev.millrace.broker.log;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;

/**
 * The idempotent producers that a log knows, least recently used first. A producer that has been silent for a day is
 * forgotten, and so is the longest silent one when there are too many: a stranger must not fill the heap with ids.
 *
 * <p>A snapshot holds the state as it was at one offset; state at the end of the log is a snapshot plus the batches
 * after it. Written as: version byte = 1, number of producers int, then each as {@link ProducerState} says.
 *
 * <p><em>Confined to the holder of the log's append lock.</em>
 */
final class ProducerStates {

    static final long EXPIRE_AFTER_MS = 86_400_000L;
    static final int MAX_PRODUCERS = 100_000;
    private static final byte VERSION = 1;

    private final LinkedHashMap<Long, ProducerState> byId = new LinkedHashMap<>(16, 0.75f, true);

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

    /** Notes a batch that has been appended, or is found in the log during recovery. */
    void note(BatchView batch, long nowMs) {
        Long id = batch.producerId();
        ProducerState state = byId.get(id);
        if (state == null) {
            state = new ProducerState(id, batch.producerEpoch());
            byId.put(id, state);
            forgetLongestSilent();
        }
        state.note(batch, nowMs);
    }

    private void forgetLongestSilent() {
        if (byId.size() > MAX_PRODUCERS) {
            Iterator<ProducerState> oldestFirst = byId.values().iterator();
            oldestFirst.next();
            oldestFirst.remove();
        }
    }

    /** Forgets who has been silent for a day. */
    void expire(long nowMs) {
        Iterator<ProducerState> oldestFirst = byId.values().iterator();
        while (oldestFirst.hasNext() && nowMs - oldestFirst.next().lastUsedMs() > EXPIRE_AFTER_MS) {
            oldestFirst.remove();
        }
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
        } catch (BufferUnderflowException shorter) {
            throw new IllegalArgumentException("producer snapshot ends early, at byte " + source.position(), shorter);
        }
        return states;
    }
}
