package dev.millrace.broker.api;

import java.util.List;
import java.util.function.Consumer;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;

import dev.millrace.broker.log.AppendRejected;
import dev.millrace.broker.transaction.ProducerIdentity;
import dev.millrace.broker.transaction.TransactionCoordinator;

/**
 * Lets records of a transaction into a partition only while the partition takes part in it. Clients that know KIP-890
 * make a partition take part by writing to it; older ones have said so before.
 *
 * <p>Confined to the event-loop thread.
 */
final class WriteGate {
    private static final short KNOWS_ABORTABLE = 11;
    private static final short JOINS = 12;

    private final TransactionCoordinator transactions;

    WriteGate(TransactionCoordinator transactions) {
        this.transactions = transactions;
    }

    /**
     * Decides about the batch of a partition; on one of no transaction the log itself decides.
     *
     * @param records one batch, not judged yet
     * @throws AppendRejected if it must not be written
     */
    void check(String transactionalId, TopicPartition partition, MemoryRecords records, short version) {
        RecordBatch batch = records.firstBatch();
        if (batch == null || !batch.isTransactional()) {
            return;
        }
        ProducerIdentity producer = new ProducerIdentity(batch.producerId(), batch.producerEpoch());
        Errors standing = version >= JOINS
                ? transactions.join(transactionalId, producer, partition)
                : transactions.mayWrite(transactionalId, producer, partition);
        if (standing != Errors.NONE) {
            throw new AppendRejected(
                    forClient(standing, version),
                    "producer " + producer + " of " + transactionalId + " is in no transaction with " + partition,
                    List.of());
        }
    }

    /** Tells when records that were let in may be acknowledged, which is not before their transaction is on disk. */
    void whenDurable(String transactionalId, Consumer<Errors> then) {
        transactions.whenJoined(transactionalId, then);
    }

    private static Errors forClient(Errors standing, short version) {
        if (standing == Errors.PRODUCER_FENCED) {
            return Errors.INVALID_PRODUCER_EPOCH;
        }
        boolean abortable = standing == Errors.INVALID_TXN_STATE && version >= KNOWS_ABORTABLE;
        return abortable ? Errors.TRANSACTION_ABORTABLE : standing;
    }
}
