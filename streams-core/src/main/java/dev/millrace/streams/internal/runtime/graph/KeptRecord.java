package dev.millrace.streams.internal.runtime.graph;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.RecordContext;
import dev.millrace.streams.processor.api.RecordMetadata;

/**
 * Where a record came from, fit to be kept. <i>Immutable,</i> but for headers being made when first asked for.
 */
final class KeptRecord implements RecordContext, RecordMetadata {
    private final @Nullable String topic;
    private final int partition;
    private final long offset;
    private final long timestamp;
    private final byte @Nullable [] sourceKey;
    private final byte @Nullable [] sourceValue;
    private @Nullable Headers headers;

    /** Without the bytes of the input record. */
    KeptRecord(@Nullable String topic, int partition, long offset, long timestamp, @Nullable Headers headers) {
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
        this.timestamp = timestamp;
        this.headers = headers;
        this.sourceKey = null;
        this.sourceValue = null;
    }

    /** {@code record} with the bytes of {@code input}. */
    KeptRecord(KeptRecord record, ConsumerRecord<byte[], byte[]> input) {
        this.topic = record.topic;
        this.partition = record.partition;
        this.offset = record.offset;
        this.timestamp = record.timestamp;
        this.headers = record.headers;
        this.sourceKey = input.key();
        this.sourceValue = input.value();
    }

    /** For what no input record brought about, such as a schedule. */
    static KeptRecord withoutInput(long timestamp) {
        return new KeptRecord(null, -1, -1, timestamp, null);
    }

    @Override
    public @Nullable String topic() {
        return topic;
    }

    @Override
    public int partition() {
        return partition;
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public long timestamp() {
        return timestamp;
    }

    @Override
    public Headers headers() {
        if (headers == null) {
            headers = new RecordHeaders();
        }
        return headers;
    }

    @Override
    public byte @Nullable [] sourceRawKey() {
        return sourceKey;
    }

    @Override
    public byte @Nullable [] sourceRawValue() {
        return sourceValue;
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset + " at " + timestamp;
    }
}
