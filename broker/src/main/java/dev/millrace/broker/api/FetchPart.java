package dev.millrace.broker.api;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.log.LogFailure;
import dev.millrace.broker.log.LogSlice;
import dev.millrace.broker.log.OffsetOutOfRange;
import dev.millrace.broker.log.PartitionLog;
import dev.millrace.broker.security.CallerRights;

/**
 * One partition of a fetch: what the client wants, where it is read, and what the client was last told about it.
 *
 * <p>Confined to the event-loop thread.
 */
final class FetchPart {
    private static final Logger LOG = LoggerFactory.getLogger(FetchPart.class);
    private static final int ANY_EPOCH = -1;
    private static final long NEVER_TOLD = -2;

    private final FetchTarget target;
    private FetchPartition wanted;
    private @Nullable PartitionLog log;
    private Errors refusal = Errors.NONE;
    private long toldEnd = NEVER_TOLD;
    private long toldStable = NEVER_TOLD;
    private long toldStart = NEVER_TOLD;

    FetchPart(FetchTarget target, FetchPartition wanted) {
        this.target = target;
        this.wanted = wanted;
    }

    FetchTarget target() {
        return target;
    }

    @Nullable
    PartitionLog log() {
        return log;
    }

    /** Goes on at another offset or with other limits. */
    void want(FetchPartition newlyWanted) {
        wanted = newlyWanted;
    }

    /** Finds the log; topics come and go while a session lasts, and so does leave to read them. */
    void resolve(KnownPartitions partitions, @Nullable CallerRights access) {
        Topic topic = target.byId() ? partitions.topic(target.topicId()) : partitions.topic(target.topic());
        if (access != null && isForbidden(topic, access)) {
            log = null;
            refusal = Errors.TOPIC_AUTHORIZATION_FAILED;
            return;
        }
        log = partitions.log(topic, target.partition());
        if (log == null) {
            refusal = topic == null && target.byId() ? Errors.UNKNOWN_TOPIC_ID : Errors.UNKNOWN_TOPIC_OR_PARTITION;
        } else if (wanted.currentLeaderEpoch() != ANY_EPOCH && wanted.currentLeaderEpoch() != ThisNode.LEADER_EPOCH) {
            refusal = Errors.UNKNOWN_LEADER_EPOCH;
        } else {
            refusal = Errors.NONE;
        }
    }

    private boolean isForbidden(@Nullable Topic topic, CallerRights access) {
        if (topic == null && target.byId()) {
            return false;
        }
        return !access.topic(AclOperation.READ, topic == null ? target.topic() : topic.name());
    }

    /**
     * Reads what there is.
     *
     * @param maxBytes what is left for this partition; no records are read if it is not positive
     * @param onlyNews whether nothing is to be said when the client knows it all
     * @param onlyCommitted whether records of open transactions, and what is behind them, are held back
     * @return null if there is no news
     */
    @Nullable
    PartitionData read(int maxBytes, boolean onlyNews, boolean onlyCommitted) {
        PartitionLog from = log;
        if (refusal != Errors.NONE || from == null) {
            return refused(refusal);
        }
        try {
            long end = from.endOffset();
            if (wanted.fetchOffset() == end || maxBytes <= 0) {
                return onlyNews && isTold(from, end) ? null : nothingRead(from, end);
            }
            int bound = Math.min(maxBytes, wanted.partitionMaxBytes());
            if (!onlyCommitted) {
                return data(from.read(wanted.fetchOffset(), bound));
            }
            LogSlice slice = from.readCommitted(wanted.fetchOffset(), bound);
            if (onlyNews && slice.records().sizeInBytes() == 0 && isTold(from, slice.endOffset())) {
                return null;
            }
            return data(slice).setAbortedTransactions(aborted(slice));
        } catch (OffsetOutOfRange e) {
            return refused(Errors.OFFSET_OUT_OF_RANGE).setLogStartOffset(from.startOffset());
        } catch (LogFailure e) {
            LOG.error("Reading {} at offset {} failed", from.partition(), wanted.fetchOffset(), e);
            return refused(Errors.KAFKA_STORAGE_ERROR);
        }
    }

    private static List<FetchResponseData.AbortedTransaction> aborted(LogSlice slice) {
        List<FetchResponseData.AbortedTransaction> told =
                new ArrayList<>(slice.aborted().size());
        slice.aborted()
                .forEach(aborted -> told.add(new FetchResponseData.AbortedTransaction()
                        .setProducerId(aborted.producerId())
                        .setFirstOffset(aborted.firstOffset())));
        return told;
    }

    private boolean isTold(PartitionLog from, long end) {
        return toldEnd == end && toldStable == from.stableOffset() && toldStart == from.startOffset();
    }

    /** Notes that an answer with this data is on its way. */
    void told(PartitionData data) {
        boolean refused = data.errorCode() != Errors.NONE.code();
        toldEnd = refused ? NEVER_TOLD : data.highWatermark();
        toldStable = data.lastStableOffset();
        toldStart = data.logStartOffset();
    }

    private PartitionData nothingRead(PartitionLog from, long end) {
        return new PartitionData()
                .setPartitionIndex(target.partition())
                .setHighWatermark(end)
                .setLastStableOffset(from.stableOffset())
                .setLogStartOffset(from.startOffset())
                .setRecords(MemoryRecords.EMPTY);
    }

    private PartitionData data(LogSlice slice) {
        return new PartitionData()
                .setPartitionIndex(target.partition())
                .setHighWatermark(slice.endOffset())
                .setLastStableOffset(slice.stableOffset())
                .setLogStartOffset(slice.startOffset())
                .setRecords(slice.records());
    }

    private PartitionData refused(Errors error) {
        return new PartitionData()
                .setPartitionIndex(target.partition())
                .setErrorCode(error.code())
                .setHighWatermark(-1)
                .setRecords(MemoryRecords.EMPTY);
    }
}
