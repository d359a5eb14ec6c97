package dev.millrace.streams.internal.output.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.utils.ByteUtils;

/** Makes smaller batches of one that a broker found too large. Without state. */
final class BatchSplit {
    private BatchSplit() {}

    /**
     * The records of {@code large} in the same order and with their listeners.
     *
     * @param limitBytes of each part; a record that is larger has a part to itself
     */
    static List<Batch> split(Batch large, BufferPool pool, int limitBytes) {
        List<Batch> parts = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(large.records(), 0, large.recordsEnd());
        in.position(BatchHeader.BYTES);
        for (int index = 0; in.hasRemaining(); index++) {
            int length = ByteUtils.readVarint(in);
            int end = in.position() + length;
            in.get();
            long timestamp = large.baseTimestamp() + ByteUtils.readVarlong(in);
            ByteUtils.readVarint(in);
            copy(large, index, in.position(), end, timestamp, parts, pool, limitBytes);
            in.position(end);
        }
        return parts;
    }

    private static void copy(
            Batch large,
            int index,
            int begin,
            int end,
            long timestamp,
            List<Batch> parts,
            BufferPool pool,
            int limitBytes) {
        if (!parts.isEmpty()
                && parts.get(parts.size() - 1)
                        .tryCopy(
                                large.records(),
                                begin,
                                end,
                                timestamp,
                                large.listeners().at(index),
                                limitBytes)) {
            return;
        }
        int room = BatchHeader.BYTES + 2 * Long.BYTES + 2 * Integer.BYTES + end - begin;
        Batch part = new Batch(pool, pool.take(room), large.createdMs(), large.createdAttendedMs());
        part.tryCopy(large.records(), begin, end, timestamp, large.listeners().at(index), limitBytes);
        parts.add(part);
    }
}
