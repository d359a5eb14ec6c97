package dev.millrace.broker.api;

import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.log.LogFailure;
import dev.millrace.broker.log.LogSlice;
import dev.millrace.broker.log.OffsetOutOfRange;
import dev.millrace.broker.log.PartitionLog;

/**
 * One partition of a fetch.
 *
 * <p>Confined to the event-loop thread.
 */
final class FetchPart {
    private static final Logger LOG = LoggerFactory.getLogger(FetchPart.class);
    private static final int ANY_EPOCH = -1;

    private final FetchPartition wanted;
    private final @Nullable PartitionLog log;
    private final Errors refusal;

    /**
     * Makes the part.
     *
     * @param log where to read; null if there is no such partition
     * @param absence what to say in that case
     */
    FetchPart(FetchPartition wanted, @Nullable PartitionLog log, Errors absence) {
        this.wanted = wanted;
        this.log = log;
        if (log == null) {
            this.refusal = absence;
        } else if (wanted.currentLeaderEpoch() != ANY_EPOCH && wanted.currentLeaderEpoch() != ThisNode.LEADER_EPOCH) {
            this.refusal = Errors.UNKNOWN_LEADER_EPOCH;
        } else {
            this.refusal = Errors.NONE;
        }
    }

    @Nullable
    PartitionLog log() {
        return log;
    }

    /**
     * Reads what there is.
     *
     * @param maxBytes what is left for this partition; none are read if it is not positive
     */
    PartitionData read(int maxBytes) {
        if (refusal != Errors.NONE || log == null) {
            return refused(refusal);
        }
        try {
            long end = log.endOffset();
            if (wanted.fetchOffset() == end || maxBytes <= 0) {
                return nothingNew(log, end);
            }
            return data(log.read(wanted.fetchOffset(), Math.min(maxBytes, wanted.partitionMaxBytes())));
        } catch (OffsetOutOfRange e) {
            return refused(Errors.OFFSET_OUT_OF_RANGE).setLogStartOffset(log.startOffset());
        } catch (LogFailure e) {
            LOG.error("Reading {} at offset {} failed", log.partition(), wanted.fetchOffset(), e);
            return refused(Errors.KAFKA_STORAGE_ERROR);
        }
    }

    private PartitionData nothingNew(PartitionLog from, long end) {
        return new PartitionData()
                .setPartitionIndex(wanted.partition())
                .setHighWatermark(end)
                .setLastStableOffset(from.stableOffset())
                .setLogStartOffset(from.startOffset())
                .setRecords(MemoryRecords.EMPTY);
    }

    private PartitionData data(LogSlice slice) {
        return new PartitionData()
                .setPartitionIndex(wanted.partition())
                .setHighWatermark(slice.endOffset())
                .setLastStableOffset(slice.stableOffset())
                .setLogStartOffset(slice.startOffset())
                .setRecords(slice.records());
    }

    private PartitionData refused(Errors error) {
        return new PartitionData()
                .setPartitionIndex(wanted.partition())
                .setErrorCode(error.code())
                .setHighWatermark(-1)
                .setRecords(MemoryRecords.EMPTY);
    }
}
