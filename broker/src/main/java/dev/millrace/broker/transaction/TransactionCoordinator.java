package dev.millrace.broker.transaction;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.coordinator.ShardRunner;

/**
 * The door to transactions: each request is one turn of the {@link TransactionShard}.
 *
 * <p>A reply comes once, on the event-loop thread, maybe before the call has returned; none comes after the broker has
 * closed.
 *
 * <p>Confined to the event-loop thread.
 */
public final class TransactionCoordinator {
    private final ShardRunner<TransactionShard> runner;
    private final PendingJoins joins = new PendingJoins();

    /**
     * Takes requests for a shard from now on.
     *
     * @param runner runs the shard; {@link ShardRunner#load} has returned
     */
    public TransactionCoordinator(ShardRunner<TransactionShard> runner) {
        this.runner = runner;
    }

    /** Goes on with the ends of transactions that were decided before the broker stopped. */
    public void resume() {
        runner.shard().resume();
    }

    /** Makes somebody the producer of a transactional id and fences who was it before. */
    public void init(InitRequest request, Consumer<ProducerReply> reply) {
        runner.run(turn -> runner.shard().init(request, reply, turn));
    }

    /** Lets partitions take part in a transaction; the reply comes when that is on disk. */
    public void add(String id, ProducerIdentity producer, Collection<TopicPartition> more, Consumer<Errors> reply) {
        runner.run(turn -> runner.shard().add(id, producer, more, reply, turn));
    }

    /** Ends a transaction. */
    public void end(EndRequest request, Consumer<ProducerReply> reply) {
        runner.run(turn -> runner.shard().end(request, reply, turn));
    }

    /**
     * Says whether a producer that has named its partitions before may write to one of them.
     *
     * @return NONE; INVALID_TXN_STATE if the partition takes no part; or what is wrong with the producer
     */
    public Errors mayWrite(String id, ProducerIdentity producer, TopicPartition partition) {
        Errors standing = runner.shard().standing(id, producer);
        if (standing != Errors.NONE) {
            return standing;
        }
        return runner.shard().takesPart(id, partition) ? Errors.NONE : Errors.INVALID_TXN_STATE;
    }

    /**
     * Lets a partition take part because a producer writes to it, at once: the record is in the log but maybe not on
     * disk when this returns, see {@link #whenJoined}. Should it get lost, the producer's records are found without a
     * transaction at the next start, see {@link #rejoin}.
     *
     * @return NONE, or why the producer must not write
     */
    public Errors join(String id, ProducerIdentity producer, TopicPartition partition) {
        Errors standing = runner.shard().standing(id, producer);
        if (standing != Errors.NONE || runner.shard().takesPart(id, partition)) {
            return standing;
        }
        add(id, producer, List.of(partition), joins.begin(id));
        if (!runner.shard().takesPart(id, partition)) {
            joins.forget(id);
            return Errors.COORDINATOR_NOT_AVAILABLE;
        }
        return Errors.NONE;
    }

    /** Tells when a write may be acknowledged, as far as it is up to {@link #join}: at once if that is on disk. */
    public void whenJoined(String id, Consumer<Errors> then) {
        joins.whenDurable(id, then);
    }

    /**
     * Lets a partition take part whose records outlived a loss of power and the word that it takes part did not. Their
     * producer may be about to send them again, is told then that they are there, and commits them.
     *
     * @return whether the producer may still do so
     */
    public boolean rejoin(ProducerIdentity writer, TopicPartition partition) {
        for (Transaction transaction : runner.shard().all()) {
            if (transaction.producer().equals(writer) && !transaction.phase().isEnding()) {
                return join(transaction.id(), writer, partition) == Errors.NONE;
            }
        }
        return false;
    }

    /** Returns one transactional id as it stands; null if it is unknown. */
    public @Nullable Transaction get(String id) {
        return runner.shard().get(id);
    }

    /** Returns all transactional ids, to be looked at before the next request only. */
    public Collection<Transaction> all() {
        return runner.shard().all();
    }

    /** Returns whether a transaction is open, or ending, that will put a marker behind records of a producer. */
    public boolean covers(ProducerIdentity writer, TopicPartition partition) {
        for (Transaction transaction : runner.shard().all()) {
            if (transaction.covers(writer, partition)) {
                return true;
            }
        }
        return false;
    }
}
