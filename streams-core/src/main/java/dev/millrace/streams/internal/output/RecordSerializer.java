package dev.millrace.streams.internal.output;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.ProductionExceptionHandler.SerializationExceptionOrigin;
import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.processor.api.Record;

import static java.util.Objects.requireNonNull;

/**
 * Makes bytes of typed records.
 *
 * <p>A serialiser may add headers, so it must be given some. Most records have none and most serialisers add none:
 * those share one empty set of headers that stays empty. <i>Confined to the owner of the task.</i>
 */
final class RecordSerializer {
    private final Outbox outbox;
    private final CurrentRecord current;
    private final RecordHeaders scratch = new RecordHeaders();
    private final SerializedRecord serialized = new SerializedRecord();

    RecordSerializer(Outbox outbox, CurrentRecord current) {
        this.outbox = requireNonNull(outbox, "outbox");
        this.current = requireNonNull(current, "current");
    }

    /**
     * {@code record} in the form in which it is written, valid until the next call; null if it cannot be serialised and
     * is to be dropped.
     *
     * @throws StreamsException if it cannot be serialised and is not to be dropped
     */
    <K, V> @Nullable SerializedRecord serialize(
            String topic, int partition, Record<K, V> record, SinkFormat<K, V> format) {
        Headers headers = record.hasHeaders() ? record.headers() : scratch;
        byte[] key;
        byte[] value;
        SerializationExceptionOrigin origin = SerializationExceptionOrigin.KEY;
        try {
            key = format.keySerializer().serialize(topic, headers, record.key());
            origin = SerializationExceptionOrigin.VALUE;
            value = format.valueSerializer().serialize(topic, headers, record.value());
        } catch (ClassCastException wrongType) {
            settled(headers, record);
            throw incompatible(topic, record, format, origin, wrongType);
        } catch (RuntimeException refused) {
            @Nullable Integer chosen = partition == RecordOutput.BY_KEY ? null : (Integer) partition;
            ProducerRecord<K, V> unwritten = new ProducerRecord<>(
                    topic, chosen, record.timestamp(), record.key(), record.value(), settled(headers, record));
            FailureContext context = current.failureContext(format.nodeName());
            outbox.failures().serializationFailed(unwritten, origin, context, refused, outbox);
            return null;
        }
        return serialized.set(key, value, record.timestamp(), settled(headers, record));
    }

    /** The headers to write: null for none. What serialisers put on the shared set moves to the record. */
    private @Nullable Headers settled(Headers headers, Record<?, ?> record) {
        if (headers != scratch) {
            return headers;
        }
        Header[] added = scratch.toArray();
        if (added.length == 0) {
            return null;
        }
        for (Header header : added) {
            record.headers().add(header);
            scratch.remove(header.key());
        }
        return record.headers();
    }

    private <K, V> StreamsException incompatible(
            String topic,
            Record<K, V> record,
            SinkFormat<K, V> format,
            SerializationExceptionOrigin origin,
            ClassCastException wrongType) {
        boolean isKey = origin == SerializationExceptionOrigin.KEY;
        Serializer<?> serializer = isKey ? format.keySerializer() : format.valueSerializer();
        Object data = isKey ? record.key() : record.value();
        String part = isKey ? "key" : "value";
        return new StreamsException(
                "Sink " + format.nodeName() + " cannot write to topic " + topic + ": the " + part + " serializer "
                        + serializer.getClass().getName() + " does not take a " + part + " of type "
                        + (data == null ? "null" : data.getClass().getName())
                        + ". Set a fitting default " + part + " serde, or give one to this sink (Produced in the DSL).",
                wrongType);
    }
}
