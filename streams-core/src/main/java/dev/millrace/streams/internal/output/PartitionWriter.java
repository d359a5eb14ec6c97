package dev.millrace.streams.internal.output;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * Writes serialised entries to one partition and knows how far they are acknowledged. Itself the listener of all its
 * sends, so that an entry costs no object of ours. <i>Confined to the owner of the task, but for acknowledgements,
 * which a thread of the output publishes with a volatile write.</i>
 */
public final class PartitionWriter implements SendListener {
    /** Nothing was acknowledged yet. */
    public static final long NONE = -1;

    private final TopicPartition partition;
    private final Outbox outbox;
    private final CurrentRecord current;
    private final SerializedRecord entry = new SerializedRecord();
    private volatile long nextOffset = NONE;

    PartitionWriter(TopicPartition partition, Outbox outbox, CurrentRecord current) {
        this.partition = requireNonNull(partition, "partition");
        this.outbox = requireNonNull(outbox, "outbox");
        this.current = requireNonNull(current, "current");
    }

    /** The partition written to. */
    public TopicPartition partition() {
        return partition;
    }

    /**
     * Sends one entry; returns before it is acknowledged.
     *
     * @param timestamp milliseconds since the epoch
     * @throws dev.millrace.streams.errors.StreamsException if an earlier record of the task failed
     */
    public void send(byte[] key, byte @Nullable [] value, long timestamp, @Nullable Headers headers) {
        entry.set(key, value, timestamp, headers);
        outbox.send(partition.topic(), partition.partition(), entry, listenerForEntry());
    }

    /** The offset after the last acknowledged entry, exclusive; {@link #NONE} if none was acknowledged yet. */
    public long nextOffset() {
        return nextOffset;
    }

    @Override
    public void acknowledged(long newNextOffset) {
        if (newNextOffset > nextOffset) {
            nextOffset = newNextOffset;
        }
    }

    @Override
    public void failed(String topic, Exception error) {
        outbox.failures().sendFailed(new SentRecord(topic, null, null), error);
    }

    private SendListener listenerForEntry() {
        if (!outbox.failures().handlerWantsRecord()) {
            return this;
        }
        SentRecord sent = new SentRecord(
                partition.topic(),
                ProducerOutput.producerRecord(partition.topic(), partition.partition(), entry),
                current.failureContext(null).withoutSource());
        return new TracedRecord(sent, outbox.failures(), this);
    }
}
