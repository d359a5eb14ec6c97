package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.io.BrokenFile;
import dev.millrace.broker.io.CheckpointFile;
import dev.millrace.broker.settings.LogSettings;

/**
 * Keeps the last record of each key and forgets the others.
 *
 * <p>Two passes over closed segments. The first reads the dirty part, what came since the last compaction, and notes
 * the last offset of each key. The second rewrites every segment from the start of the log without the records that
 * were superseded, several small ones into one. The order of records and their offsets stay; only gaps appear. The
 * segment that is appended to is never touched, nor is anything from an open transaction on. Records of aborted
 * transactions go, and with the last of them their markers; see {@link TransactionRemains}.
 *
 * <p>If the dirty part has more keys than fit the table of {@link KeyOffsets}, its first stretch is compacted now and
 * the rest next time. How far compaction has come is kept in the file {@code compacted}; losing it costs a
 * compaction from the start, nothing else.
 *
 * <p><em>Confined to the housekeeping thread.</em>
 */
final class Compactor {

    /** 48 MiB at most, while a compaction runs. */
    static final int MAX_KEY_SLOTS = 1 << 21;

    private static final Logger LOG = LoggerFactory.getLogger(Compactor.class);
    private static final String PROGRESS_FILE = "compacted";

    private final LogUpkeep upkeep;
    private final CheckpointFile progress;
    private final int maxKeySlots;
    private long dirtyFrom;

    Compactor(LogUpkeep upkeep, int maxKeySlots) {
        this.upkeep = upkeep;
        this.progress = new CheckpointFile(upkeep.disk(), upkeep.directory().resolve(PROGRESS_FILE));
        this.maxKeySlots = maxKeySlots;
        this.dirtyFrom = readProgress();
    }

    /**
     * Compacts the log if that is due.
     *
     * @return how many segments were rewritten
     * @throws IOException if the disk fails; the log is whole all the same
     */
    int run(LogSettings settings, long nowMs) throws IOException {
        Segment[] all = upkeep.segments();
        CompactionRange range = CompactionRange.of(all, settings.compaction(), dirtyFrom, upkeep.stableOffset(), nowMs);
        if (!range.due(settings.compaction(), nowMs)) {
            return 0;
        }
        KeyOffsets keys = new KeyOffsets(maxKeySlots);
        AbortedRanges aborted = AbortedRanges.of(all);
        long knownUpTo = noteKeys(range, keys, aborted);
        Survivors survivors = new Survivors(
                keys,
                knownUpTo,
                new TransactionRemains(aborted, upkeep.lastOffsetsOfProducers()),
                nowMs,
                settings.compaction().tombstoneRetentionMs());
        int count = rewriteBelow(knownUpTo, range, all, survivors, settings, nowMs);
        dirtyFrom = knownUpTo;
        progress.write(ByteBuffer.allocate(Long.BYTES).putLong(dirtyFrom).array());
        return count;
    }

    /** Returns the offset up to which all keys are known. */
    private static long noteKeys(CompactionRange range, KeyOffsets keys, AbortedRanges aborted) throws IOException {
        for (Segment segment : range.segments()) {
            BatchCursor batches = segment.scan();
            while (batches.next()) {
                BatchView batch = batches.batch();
                boolean counts = batch.lastOffset() >= range.dirtyFrom()
                        && !batch.control()
                        && !(batch.transactional() && aborted.covers(batch.producerId(), batch.baseOffset()));
                if (counts && !noteKeys(batches.whole(), keys)) {
                    return batch.baseOffset();
                }
            }
        }
        return range.endOffset();
    }

    private static boolean noteKeys(BatchView batch, KeyOffsets keys) {
        try {
            for (Record record : MemoryRecords.readableRecords(batch.bytes()).records()) {
                if (record.hasKey() && !keys.put(record.key(), record.offset())) {
                    return false;
                }
            }
        } catch (KafkaException unreadable) {
            LOG.warn("batch at offset {} cannot be read and is kept as it is", batch.baseOffset(), unreadable);
        }
        return true;
    }

    private int rewriteBelow(
            long endOffset, CompactionRange range, Segment[] all, Survivors survivors, LogSettings settings, long nowMs)
            throws IOException {
        int limit = 0;
        while (limit < range.segments().length && all[limit].baseOffset() < endOffset) {
            limit++;
        }
        int from = 0;
        while (from < limit) {
            from = rewrite(all, from, limit, survivors, settings, nowMs);
        }
        return limit;
    }

    /**
     * Rewrites neighbours into one segment, as many as will fit for certain.
     *
     * @return the number of the first segment that was left out
     */
    private int rewrite(Segment[] all, int from, int limit, Survivors survivors, LogSettings settings, long nowMs)
            throws IOException {
        CompactedSegment made =
                new CompactedSegment(all[from].files(), settings.segments().indexIntervalBytes());
        int to = from;
        try {
            do {
                copy(all[to], survivors, made);
                to++;
            } while (to < limit
                    && (long) made.sizeBytes() + all[to].sizeBytes()
                            <= settings.segments().segmentBytes());
            made.commit(all[to].baseOffset());
        } catch (IOException | RuntimeException e) {
            made.discard();
            throw e;
        }
        upkeep.replace(Arrays.copyOfRange(all, from, to), made, nowMs);
        return to;
    }

    private static void copy(Segment from, Survivors survivors, CompactedSegment to) throws IOException {
        BatchCursor batches = from.scan();
        while (batches.next()) {
            to.add(survivors.of(batches.whole().bytes()));
        }
        for (AbortedTransaction aborted : from.index().aborted().all()) {
            if (survivors.keptMarker(aborted.lastOffset())) {
                to.add(aborted);
            }
        }
    }

    private long readProgress() {
        try {
            byte[] content = progress.read().orElse(new byte[Long.BYTES]);
            return content.length == Long.BYTES ? ByteBuffer.wrap(content).getLong() : 0;
        } catch (BrokenFile broken) {
            LOG.warn("{} is compacted from its start: {}", upkeep.directory(), broken.getMessage());
            return 0;
        } catch (IOException e) {
            throw new LogFailure(upkeep.directory() + " cannot read how far it was compacted", e);
        }
    }
}
