package dev.millrace.streams.internal.runtime.input;

import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.processor.TimestampExtractor;
import dev.millrace.streams.processor.api.Record;

import static java.util.Objects.requireNonNull;

/**
 * Turns raw records of one source into typed ones with a time. <i>Confined to the owner of the task.</i>
 *
 * <p>The extractor is asked with a deserialised {@code ConsumerRecord}, which is made for it alone; those that
 * only look at the time of a valid record ({@link ExtractorKind#RECORD_TIME}) are not asked.
 */
public final class RecordDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(RecordDecoder.class);

    private final Deserializer<?> keyDeserializer;
    private final Deserializer<?> valueDeserializer;
    private final TimestampExtractor extractor;
    private final boolean takesRecordTime;
    private final UnreadableRecords unreadable;

    /** A decoder for one source; {@code unreadable} decides about what it cannot read. */
    public RecordDecoder(
            Deserializer<?> keyDeserializer,
            Deserializer<?> valueDeserializer,
            TimestampExtractor extractor,
            UnreadableRecords unreadable) {
        this.keyDeserializer = requireNonNull(keyDeserializer, "keyDeserializer");
        this.valueDeserializer = requireNonNull(valueDeserializer, "valueDeserializer");
        this.extractor = requireNonNull(extractor, "extractor");
        this.takesRecordTime = ExtractorKind.of(extractor) == ExtractorKind.RECORD_TIME;
        this.unreadable = requireNonNull(unreadable, "unreadable");
    }

    /**
     * The record that {@code raw} holds; null if it is to be skipped.
     *
     * @param partitionTime largest time of this partition so far; -1 if none
     * @throws StreamsException if it cannot be read and is not to be skipped, or the extractor fails
     */
    public @Nullable Record<Object, Object> decode(ConsumerRecord<byte[], byte[]> raw, long partitionTime) {
        Object key;
        Object value;
        try {
            key = keyDeserializer.deserialize(raw.topic(), raw.headers(), raw.key());
            value = valueDeserializer.deserialize(raw.topic(), raw.headers(), raw.value());
        } catch (RuntimeException refused) {
            unreadable.skipOrFail(raw, refused);
            return null;
        }
        long timestamp = takesRecordTime && raw.timestamp() >= 0
                ? raw.timestamp()
                : extractedTime(raw, key, value, partitionTime);
        if (timestamp < 0) {
            LOG.warn(
                    "Skipping the record at {}-{} offset {}: {} gave it the negative time {}",
                    raw.topic(),
                    raw.partition(),
                    raw.offset(),
                    extractor.getClass().getName(),
                    timestamp);
            unreadable.dropped();
            return null;
        }
        // Asking for an array is the one look at headers that makes no object when there are none.
        return new Record<>(key, value, timestamp, raw.headers().toArray().length == 0 ? null : raw.headers());
    }

    private long extractedTime(
            ConsumerRecord<byte[], byte[]> raw, @Nullable Object key, @Nullable Object value, long partitionTime) {
        ConsumerRecord<Object, Object> typed = typed(raw, key, value);
        try {
            return extractor.extract(typed, partitionTime);
        } catch (StreamsException failed) {
            throw failed;
        } catch (RuntimeException failed) {
            throw new StreamsException(
                    "Fatal user code error in TimestampExtractor callback for record " + typed + ".", failed);
        }
    }

    private static ConsumerRecord<Object, Object> typed(
            ConsumerRecord<byte[], byte[]> raw, @Nullable Object key, @Nullable Object value) {
        return new ConsumerRecord<>(
                raw.topic(),
                raw.partition(),
                raw.offset(),
                raw.timestamp(),
                raw.timestampType(),
                raw.serializedKeySize(),
                raw.serializedValueSize(),
                key,
                value,
                raw.headers(),
                Optional.empty());
    }
}
