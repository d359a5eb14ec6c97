package dev.millrace.broker.transaction;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;

/**
 * A transactional id as it stands; every change makes a new one, which is written to the log as a whole.
 *
 * <p>Immutable.
 *
 * @param id the transactional id
 * @param producer who may write now; while the transaction ends, whose epoch the markers have
 * @param previous who was allowed before the last change of identity, to recognise a repeated request; may be nobody
 * @param next who may write when the transaction has ended
 * @param timeoutMs longest time a transaction may take
 * @param phase where it stands
 * @param partitions that take part in the open transaction
 * @param raises whether the epoch was raised for this end (KIP-890)
 * @param startMs when the open transaction began; -1 if none is open
 * @param updateMs when this was written
 */
public record Transaction(
        String id,
        ProducerIdentity producer,
        ProducerIdentity previous,
        ProducerIdentity next,
        int timeoutMs,
        TransactionPhase phase,
        Set<TopicPartition> partitions,
        boolean raises,
        long startMs,
        long updateMs) {
    /** Stands for "no transaction is open". */
    public static final long NOT_STARTED = -1;

    /** Copies the partitions. */
    public Transaction {
        partitions = Set.copyOf(partitions);
    }

    /** Begins with a producer that has done nothing yet. */
    static Transaction empty(
            String id, ProducerIdentity producer, ProducerIdentity previous, int timeoutMs, long nowMs) {
        return new Transaction(
                id,
                producer,
                previous,
                producer,
                timeoutMs,
                TransactionPhase.EMPTY,
                Set.of(),
                false,
                NOT_STARTED,
                nowMs);
    }

    /** Lets more partitions take part. */
    Transaction with(Collection<TopicPartition> more, long nowMs) {
        Set<TopicPartition> all = new HashSet<>(partitions);
        all.addAll(more);
        long since = phase == TransactionPhase.ONGOING ? startMs : nowMs;
        return new Transaction(
                id, producer, previous, producer, timeoutMs, TransactionPhase.ONGOING, all, false, since, nowMs);
    }

    /**
     * Decides how it ends.
     *
     * @param marking whose epoch the markers have
     * @param then who may write afterwards
     */
    Transaction ending(boolean commit, ProducerIdentity marking, ProducerIdentity then, boolean raised, long nowMs) {
        TransactionPhase prepared = TransactionPhase.prepared(commit);
        return new Transaction(id, marking, producer, then, timeoutMs, prepared, partitions, raised, startMs, nowMs);
    }

    /** Says that all markers are on disk. */
    Transaction ended(long nowMs) {
        TransactionPhase completed = TransactionPhase.completed(commits());
        return new Transaction(id, next, previous, next, timeoutMs, completed, Set.of(), raises, NOT_STARTED, nowMs);
    }

    /** Returns whether it is decided that the records count. */
    public boolean commits() {
        return phase == TransactionPhase.PREPARE_COMMIT || phase == TransactionPhase.COMPLETE_COMMIT;
    }

    /** Returns whether records of a producer in a partition belong to it and will get its marker. */
    public boolean covers(ProducerIdentity writer, TopicPartition partition) {
        if (writer.id() != producer.id() || !partitions.contains(partition)) {
            return false;
        }
        return phase.isEnding() && raises ? writer.epoch() < producer.epoch() : writer.epoch() <= producer.epoch();
    }
}
