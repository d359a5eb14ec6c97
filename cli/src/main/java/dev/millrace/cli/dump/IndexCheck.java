package dev.millrace.cli.dump;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import dev.millrace.broker.log.StoredBatch;
import dev.millrace.broker.log.StoredIndexFile;

/**
 * Compares an index with the batches it is about, while somebody walks over them.
 *
 * <p><em>Confined to the thread of the command.</em>
 */
final class IndexCheck {
    private final StoredIndexFile index;
    private final BiConsumer<Integer, String> faults;
    private final Map<Integer, Long> offsets = new HashMap<>();
    private final Map<Integer, Long> times = new HashMap<>();
    private final Set<Long> abortedAt = new HashSet<>();
    private long maxTimestampMs = -1;
    private long nextOffset = -1;

    /**
     * Begins before the first batch.
     *
     * @param index the index
     * @param faults told of what does not fit: position in the segment, and a sentence
     */
    IndexCheck(StoredIndexFile index, BiConsumer<Integer, String> faults) {
        this.index = index;
        this.faults = faults;
        index.offsets().forEach(entry -> offsets.put(entry.position(), entry.key()));
        index.times().forEach(entry -> times.put(entry.position(), entry.key()));
        index.aborted().forEach(aborted -> abortedAt.add(aborted.lastOffset()));
    }

    /** Compares the next batch. */
    void batch(StoredBatch batch) {
        if (batch.position() >= index.logBytes()) {
            return;
        }
        StoredBatch.Header header = batch.header();
        Long offset = offsets.remove(batch.position());
        if (offset != null && offset != header.baseOffset()) {
            faults.accept(batch.position(), "the offset index has offset " + offset + " for this batch");
        }
        Long time = times.remove(batch.position());
        if (time != null && time != maxTimestampMs) {
            faults.accept(
                    batch.position(),
                    "the time index has timestamp " + time + " before this batch, but it is " + maxTimestampMs);
        }
        maxTimestampMs = Math.max(maxTimestampMs, header.maxTimestampMs());
        nextOffset = header.lastOffset() + 1;
        if (header.control()) {
            abortedAt.remove(header.baseOffset());
        }
    }

    /** Compares what is left when all batches were seen. */
    void end(long wholeBytes) {
        if (index.logBytes() > wholeBytes) {
            faults.accept(
                    null, "the index covers " + index.logBytes() + " bytes, but only " + wholeBytes + " hold batches");
            return;
        }
        missing("offset", offsets);
        missing("time", times);
        for (long offset : abortedAt) {
            faults.accept(
                    null,
                    "the index has an aborted transaction that ends at offset " + offset + ", where no marker is");
        }
        if (nextOffset >= 0 && nextOffset != index.nextOffset()) {
            faults.accept(
                    null, "the index ends before offset " + index.nextOffset() + ", its batches before " + nextOffset);
        }
        if (maxTimestampMs != index.maxTimestampMs()) {
            faults.accept(
                    null,
                    "the index has largest timestamp " + index.maxTimestampMs() + ", its batches " + maxTimestampMs);
        }
    }

    private void missing(String name, Map<Integer, Long> entries) {
        entries.keySet().stream()
                .sorted()
                .forEach(position ->
                        faults.accept(position, "the " + name + " index has an entry where no batch begins"));
    }
}
