package dev.millrace.broker.api;

import java.util.function.Consumer;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.group.GroupCoordinator;
import dev.millrace.broker.log.AppendRejected;
import dev.millrace.broker.log.PartitionLog;
import dev.millrace.broker.log.ProducerView;
import dev.millrace.broker.log.TransactionMarker;
import dev.millrace.broker.parking.ParkedRequests;
import dev.millrace.broker.transaction.MarkerWriter;
import dev.millrace.broker.transaction.ProducerIdentity;
import dev.millrace.broker.transaction.Transaction;
import dev.millrace.broker.transaction.TransactionCoordinator;

/**
 * Writes the ends of transactions into partitions and lets those know who wait for it: readers of committed records,
 * and the groups whose offsets were committed in the transaction.
 *
 * <p>Confined to the event-loop thread.
 */
public final class PartitionMarkers implements MarkerWriter {
    /** Of the one coordinator there ever is. */
    private static final int COORDINATOR_EPOCH = 0;

    private static final Logger LOG = LoggerFactory.getLogger(PartitionMarkers.class);

    private final TopicCatalog catalog;
    private final KnownPartitions partitions;
    private final GroupCoordinator groups;
    private final Durability durability;
    private final ParkedRequests<TopicPartition> fetches;

    /** Makes the writer for all partitions of a catalog. */
    public PartitionMarkers(
            TopicCatalog catalog,
            GroupCoordinator groups,
            Durability durability,
            ParkedRequests<TopicPartition> fetches) {
        this.catalog = catalog;
        this.partitions = new KnownPartitions(catalog);
        this.groups = groups;
        this.durability = durability;
        this.fetches = fetches;
    }

    @Override
    public void write(Transaction prepared, Consumer<Errors> then) {
        ProducerIdentity producer = prepared.producer();
        var marker = new TransactionMarker(producer.id(), producer.epoch(), COORDINATOR_EPOCH, prepared.commits());
        PendingMarkers pending = new PendingMarkers(then);
        for (TopicPartition partition : prepared.partitions()) {
            write(marker, prepared.raises(), partition, pending.one());
        }
        pending.complete();
    }

    private void write(TransactionMarker marker, boolean raised, TopicPartition partition, Consumer<Errors> then) {
        write(
                marker,
                raised,
                partition,
                outcome -> {
                    // A newer producer ended the transaction, or the topic is gone: there is nothing left to do here.
                    boolean done = outcome == Errors.INVALID_PRODUCER_EPOCH
                            || outcome == Errors.TRANSACTION_COORDINATOR_FENCED
                            || outcome == Errors.UNKNOWN_TOPIC_OR_PARTITION;
                    then.accept(done ? Errors.NONE : outcome);
                },
                partitions.topic(partition.topic()));
    }

    /** Writes one marker, as an administrator asks; every refusal is told. */
    void writeOne(TransactionMarker marker, TopicPartition partition, Consumer<Errors> then) {
        if (marker.producerId() < 0 || marker.epoch() < 0) {
            then.accept(Errors.INVALID_REQUEST);
            return;
        }
        write(marker, false, partition, then, partitions.topic(partition.topic()));
    }

    private void write(
            TransactionMarker marker,
            boolean raised,
            TopicPartition partition,
            Consumer<Errors> then,
            @Nullable Topic topic) {
        PartitionLog log = partitions.log(topic, partition.partition());
        if (log == null) {
            then.accept(Errors.UNKNOWN_TOPIC_OR_PARTITION);
            return;
        }
        try {
            long endOffset = log.end(marker, raised);
            ended(marker, partition);
            if (durability.isReached(log, endOffset)) {
                then.accept(Errors.NONE);
            } else {
                durability.await(log, endOffset, then);
            }
        } catch (AppendRejected e) {
            then.accept(e.error());
        }
    }

    private void ended(TransactionMarker marker, TopicPartition partition) {
        fetches.wake(partition);
        if (partition.topic().equals(Topic.OFFSETS)) {
            groups.transactionEnded(marker.producerId(), marker.committed());
        }
    }

    /**
     * Aborts what is open in a partition although no transaction covers it: its record in the coordinator's log was
     * lost with the power, after the records themselves had reached the disk. If their producer may still go on, they
     * belong to its transaction again.
     */
    public void abortHanging(TransactionCoordinator transactions) {
        for (Topic topic : catalog.topics()) {
            for (int number = 0; number < topic.partitionCount(); number++) {
                PartitionLog log = catalog.log(topic, number);
                if (log.stableOffset() < log.endOffset()) {
                    abortHanging(log, transactions);
                }
            }
        }
    }

    private void abortHanging(PartitionLog log, TransactionCoordinator transactions) {
        for (ProducerView producer : log.producers()) {
            ProducerIdentity writer = new ProducerIdentity(producer.producerId(), producer.epoch());
            boolean open = producer.openFirstOffset() >= 0;
            if (open
                    && !transactions.covers(writer, log.partition())
                    && !transactions.rejoin(writer, log.partition())) {
                LOG.warn(
                        "{}: records of producer {} from offset {} on belong to no transaction and are aborted",
                        log.partition(),
                        producer.producerId(),
                        producer.openFirstOffset());
                int epoch = Math.max(COORDINATOR_EPOCH, producer.coordinatorEpoch());
                writeOne(
                        new TransactionMarker(producer.producerId(), producer.epoch(), epoch, false),
                        log.partition(),
                        outcome -> {});
            }
        }
    }
}
