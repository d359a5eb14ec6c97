package dev.millrace.streams.internal.output;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.errors.TaskMigratedException;

import static java.util.Objects.requireNonNull;

/**
 * Writes in transactions: what was appended counts together with the positions it is committed with, or not at all
 * (KIP-98, KIP-447). A transaction begins with the first record after a commit.
 *
 * <p><i>Confined to the stream thread,</i> but for {@link #metrics()}; the producer has a thread of its own for what is
 * under way.
 */
public final class TransactionalOutput extends ThroughProducer {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionalOutput.class);

    private final Supplier<Producer<byte[], byte[]>> maker;
    private volatile Producer<byte[], byte[]> producer;
    private State state = State.NEW;

    private enum State {
        /** What a producer of the same id left behind may be open still. */
        NEW,
        /** Nothing is open. */
        READY,
        /** A transaction is. */
        OPEN,
        /** A transaction was to be committed, and nobody said whether it was. */
        UNCERTAIN
    }

    /** Writes through the producers that {@code maker} makes: one, and another whenever one is of no use any more. */
    public TransactionalOutput(Supplier<Producer<byte[], byte[]>> maker) {
        this.maker = requireNonNull(maker, "maker");
        this.producer = maker.get();
    }

    /**
     * Ends what a producer of the same id left open, which is fenced by it; does nothing if that was done.
     *
     * @throws TimeoutException if the cluster does not answer: to be tried again
     * @throws StreamsException if transactions cannot be had
     */
    public void begin() {
        if (state != State.NEW) {
            return;
        }
        try {
            producer.initTransactions();
            state = State.READY;
        } catch (TimeoutException later) {
            throw later;
        } catch (KafkaException impossible) {
            renew();
            throw new StreamsException("Transactions cannot be begun", impossible);
        }
    }

    /**
     * Commits what was appended together with {@code offsets}, which may be empty.
     *
     * @param group whose positions they are, and which of its members this is
     * @throws TaskMigratedException if another has taken over from this producer or this member
     * @throws StreamsException if it can never be committed
     * @throws KafkaException if it is not known to be committed: {@link #abandon()} is to follow
     */
    public void commit(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        open();
        try {
            if (!offsets.isEmpty()) {
                producer.sendOffsetsToTransaction(offsets, group);
            }
            state = State.UNCERTAIN;
            producer.commitTransaction();
            state = State.READY;
        } catch (CommitFailedException | FencedInstanceIdException left) {
            throw new TaskMigratedException("This member is not part of the group any more", left);
        } catch (KafkaException failed) {
            if (SendErrors.producerIsFenced(failed)) {
                throw new TaskMigratedException("The producer was fenced; its tasks run elsewhere by now", failed);
            }
            if (SendErrors.nothingCanBeWritten(failed)) {
                throw new StreamsException("A transaction cannot be committed", failed);
            }
            throw failed;
        }
    }

    /** Gives up what was appended since the last commit; {@link #begin()} is to be called before anything else. */
    public void abandon() {
        if (state == State.OPEN) {
            try {
                producer.abortTransaction();
                state = State.READY;
            } catch (KafkaException useless) {
                LOG.warn("A transaction could not be aborted; another producer will do that: {}", useless.toString());
                renew();
            }
        } else if (state == State.UNCERTAIN) {
            renew();
        }
    }

    private void renew() {
        try {
            producer.close(Duration.ZERO);
        } catch (KafkaException useless) {
            LOG.debug("Closing a producer that is of no use failed", useless);
        }
        producer = maker.get();
        state = State.NEW;
    }

    private void open() {
        begin();
        if (state == State.READY) {
            producer.beginTransaction();
            state = State.OPEN;
        }
    }

    @Override
    public void append(String topic, int partition, SerializedRecord record, SendListener listener) {
        open();
        producer.send(producerRecord(topic, partition, record), listener);
    }

    /** The producer in use. What it has not committed when it is closed is aborted. */
    @Override
    Producer<byte[], byte[]> producer() {
        return producer;
    }
}
