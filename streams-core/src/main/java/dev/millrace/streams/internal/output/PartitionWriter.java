package dev.millrace.streams.internal.output;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * Writes serialised entries to one partition and knows how far they are acknowledged. Itself the callback of all its
 * sends, so that an entry costs no object of ours. <i>Confined to the owner of the task, but for acknowledgements,
 * which the producer's thread publishes with a volatile write.</i>
 */
public final class PartitionWriter implements Callback {
    /** Nothing was acknowledged yet. */
    public static final long NONE = -1;

    private final TopicPartition partition;
    private final Outbox outbox;
    private final CurrentRecord current;
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
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(partition.topic(), partition.partition(), timestamp, key, value, headers);
        outbox.send(record, callbackFor(record));
    }

    /** The offset after the last acknowledged entry, exclusive; {@link #NONE} if none was acknowledged yet. */
    public long nextOffset() {
        return nextOffset;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception error) {
        if (error == null) {
            acknowledged(requireNonNull(metadata, "metadata"));
        } else {
            outbox.failures().sendFailed(new SentRecord(partition.topic(), null, null), error);
        }
    }

    private void acknowledged(RecordMetadata metadata) {
        if (metadata.hasOffset() && metadata.offset() >= nextOffset) {
            nextOffset = metadata.offset() + 1;
        }
    }

    private Callback callbackFor(ProducerRecord<byte[], byte[]> record) {
        if (!outbox.failures().handlerWantsRecord()) {
            return this;
        }
        SentRecord sent = new SentRecord(
                partition.topic(), record, current.failureContext(null).withoutSource());
        return (metadata, error) -> {
            if (error == null) {
                acknowledged(metadata);
            } else {
                outbox.failures().sendFailed(sent, error);
            }
        };
    }
}
