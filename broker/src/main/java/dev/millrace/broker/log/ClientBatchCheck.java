package dev.millrace.broker.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.CompressionType;

import dev.millrace.broker.settings.AppendSettings;
import dev.millrace.broker.settings.LogSettings;

/**
 * Decides whether a batch from the network may enter a log. Most batches are judged by their header and checksum alone;
 * the records are walked only if the topic is compacted (each needs a key) or bounds the age of timestamps.
 *
 * <p><em>Confined to the holder of the log's append lock.</em>
 */
final class ClientBatchCheck {

    private static final int HIGHEST_COMPRESSION = CompressionType.ZSTD.id;

    private static final long UNPACKED_FACTOR = 100;

    /** More faulty records than this are not listed one by one. */
    private static final int MAX_FAULTS = 100;

    /**
     * Checks the first batch of a buffer.
     *
     * @param batch placed on the batch
     * @param availableBytes how many bytes the client sent
     * @param settings of the log
     * @param nowMs the broker's clock
     * @throws AppendRejected if the batch must not be written
     */
    void check(BatchView batch, int availableBytes, LogSettings settings, long nowMs) {
        checkFrame(batch, availableBytes, settings);
        checkHeader(batch);
        if (!settings.append().stampsOnAppend()) {
            checkNewest(batch, settings.append(), nowMs);
        }
        if (settings.compaction().compacts() || settings.append().boundsPast()) {
            checkRecords(batch, settings, nowMs);
        }
    }

    private static void checkFrame(BatchView batch, int availableBytes, LogSettings settings) {
        if (batch.magic() != BatchView.MAGIC) {
            throw new AppendRejected(
                    Errors.INVALID_RECORD, "batches must have format 2, found format " + batch.magic());
        }
        long size = batch.sizeBytes();
        if (size < BatchView.HEADER_BYTES || size > availableBytes) {
            throw new AppendRejected(
                    Errors.CORRUPT_MESSAGE, "batch claims " + size + " bytes, sent were " + availableBytes);
        }
        if (size < availableBytes) {
            throw new AppendRejected(Errors.INVALID_RECORD, "more than one batch for a partition");
        }
        if (size > settings.append().maxBatchBytes()) {
            throw new AppendRejected(
                    Errors.MESSAGE_TOO_LARGE,
                    "batch has " + size + " bytes, max.message.bytes is "
                            + settings.append().maxBatchBytes());
        }
        if (size > settings.segments().segmentBytes()) {
            throw new AppendRejected(
                    Errors.RECORD_LIST_TOO_LARGE,
                    "batch has " + size + " bytes, segment.bytes is "
                            + settings.segments().segmentBytes());
        }
        if (!batch.intact()) {
            throw new AppendRejected(Errors.CORRUPT_MESSAGE, "checksum of the batch does not fit its bytes");
        }
    }

    private static void checkHeader(BatchView batch) {
        if (batch.control() || batch.hasDeleteHorizon()) {
            throw new AppendRejected(
                    Errors.INVALID_RECORD, "only the broker writes control batches and delete horizons");
        }
        if (batch.transactional() && !batch.hasProducer()) {
            throw new AppendRejected(Errors.INVALID_TXN_STATE, "a transaction needs a producer id");
        }
        if (batch.compression() > HIGHEST_COMPRESSION) {
            throw new AppendRejected(Errors.UNSUPPORTED_COMPRESSION_TYPE, "compression type " + batch.compression());
        }
        if (batch.count() <= 0 || batch.count() - 1 != batch.lastOffsetDelta()) {
            throw new AppendRejected(
                    Errors.INVALID_RECORD,
                    batch.count() + " records cannot have last offset delta " + batch.lastOffsetDelta());
        }
        if (batch.hasProducer() && (batch.producerEpoch() < 0 || batch.baseSequence() < 0)) {
            throw new AppendRejected(
                    Errors.INVALID_RECORD,
                    "producer " + batch.producerId() + " sent epoch " + batch.producerEpoch() + " and sequence "
                            + batch.baseSequence());
        }
        if (batch.stampedByBroker()) {
            throw new AppendRejected(Errors.INVALID_TIMESTAMP, "a producer must not set log append time");
        }
    }

    private static void checkNewest(BatchView batch, AppendSettings settings, long nowMs) {
        long aheadMs = Math.max(batch.baseTimestamp(), batch.maxTimestamp()) - nowMs;
        if (aheadMs > settings.maxFutureMs()) {
            throw new AppendRejected(
                    Errors.INVALID_TIMESTAMP,
                    "timestamp is " + aheadMs + " ms ahead of the broker, allowed are " + settings.maxFutureMs());
        }
    }

    private static void checkRecords(BatchView batch, LogSettings settings, long nowMs) {
        long bound = Math.max(
                RecordCursor.UNPACKED_FLOOR_BYTES,
                UNPACKED_FACTOR * settings.append().maxBatchBytes());
        RecordRules rules = new RecordRules(settings, nowMs);
        try {
            RecordCursor records = new RecordCursor(batch, bound);
            while (records.next()) {
                rules.apply(records);
            }
        } catch (IOException | KafkaException malformed) {
            throw new AppendRejected(Errors.INVALID_RECORD, "malformed records: " + malformed.getMessage());
        }
        rules.rejectFaulty();
    }

    /** What each record of a batch must obey, and which did not. */
    private static final class RecordRules {

        private final boolean keyNeeded;
        private final boolean timeBounded;
        private final long oldestMs;
        private final List<RecordFault> faults = new ArrayList<>();
        private Errors error = Errors.NONE;

        RecordRules(LogSettings settings, long nowMs) {
            AppendSettings append = settings.append();
            this.keyNeeded = settings.compaction().compacts();
            this.timeBounded = append.boundsPast() && !append.stampsOnAppend();
            this.oldestMs = nowMs - append.maxPastMs();
        }

        void apply(RecordCursor record) throws IOException {
            if (record.offsetDelta() != record.index()) {
                throw new IOException("record " + record.index() + " has offset delta " + record.offsetDelta());
            }
            if (keyNeeded && !record.keyed()) {
                fault(Errors.INVALID_RECORD, record, "a compacted topic needs a key in each record");
            } else if (timeBounded && record.timestamp() < oldestMs) {
                fault(Errors.INVALID_TIMESTAMP, record, "timestamp " + record.timestamp() + " is before " + oldestMs);
            }
        }

        private void fault(Errors kind, RecordCursor record, String message) {
            if (error == Errors.NONE) {
                error = kind;
            }
            if (faults.size() < MAX_FAULTS) {
                faults.add(new RecordFault(record.index(), message));
            }
        }

        void rejectFaulty() {
            if (error != Errors.NONE) {
                throw new AppendRejected(error, faults.get(0).message(), faults);
            }
        }
    }
}
