package dev.millrace.cli.records;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

import dev.millrace.cli.output.Json;
import dev.millrace.cli.text.ByteFormat;

/**
 * Records as JSON objects, one a line:
 *
 * <pre>{@code
 * {"topic":"t","partition":0,"offset":7,"timestamp":1700000000000,"timestampType":"CreateTime",
 *  "headers":[{"key":"h","value":"v"}],"key":"k","value":"v"}
 * }</pre>
 *
 * <p>Key and value are as the formats say; a header's value is text, or under {@code base64} if it is no UTF-8. Without
 * state.
 */
final class JsonRecords {
    private JsonRecords() {}

    /**
     * Writes a record.
     *
     * @throws IllegalArgumentException if key or value do not have the format
     */
    static String write(ConsumerRecord<byte[], byte[]> record, ByteFormat keyFormat, ByteFormat valueFormat) {
        List<Object> headers = new ArrayList<>();
        record.headers().forEach(header -> headers.add(header(header)));
        return Json.write(Json.object(
                "topic",
                record.topic(),
                "partition",
                record.partition(),
                "offset",
                record.offset(),
                "timestamp",
                record.timestamp(),
                "timestampType",
                record.timestampType().name,
                "headers",
                headers,
                "key",
                record.key() == null ? null : keyFormat.decode(record.key()),
                "value",
                record.value() == null ? null : valueFormat.decode(record.value())));
    }

    /** Returns a header as an object. */
    static Object header(Header header) {
        byte[] value = header.value();
        if (value == null) {
            return Json.object("key", header.key(), "value", null);
        }
        String text = new String(value, StandardCharsets.UTF_8);
        return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), value)
                ? Json.object("key", header.key(), "value", text)
                : Json.object("key", header.key(), "base64", Base64.getEncoder().encodeToString(value));
    }

    /**
     * Reads a record. Topic, partition and offset in the text are passed over; the timestamp counts unless the options
     * name another.
     *
     * @throws IllegalArgumentException if the text is no such object
     */
    static ProducerRecord<byte[], byte[]> read(String text, LineParser.Shape shape) {
        Map<String, Object> object = Json.readObject(text);
        List<Header> headers = new ArrayList<>(shape.headers());
        if (object.get("headers") instanceof List<?> list) {
            list.forEach(header -> headers.add(readHeader(header)));
        }
        Long timestampMs = shape.timestampMs();
        if (timestampMs == null && object.get("timestamp") instanceof Number number) {
            timestampMs = number.longValue() < 0 ? null : number.longValue();
        }
        byte[] key = bytes(object.get("key"), shape.keyFormat());
        byte[] used =
                key == null && shape.fixedKey() != null ? shape.keyFormat().encode(shape.fixedKey()) : key;
        byte[] value = bytes(object.get("value"), shape.valueFormat());
        return new ProducerRecord<>(shape.topic(), shape.partition(), timestampMs, used, value, headers);
    }

    private static byte @Nullable [] bytes(@Nullable Object field, ByteFormat format) {
        if (field == null) {
            return null;
        }
        boolean plain = field instanceof String || field instanceof Number;
        return format.encode(plain && format != ByteFormat.JSON ? field.toString() : Json.write(field));
    }

    private static Header readHeader(Object element) {
        if (!(element instanceof Map<?, ?> header) || !(header.get("key") instanceof String key)) {
            throw new IllegalArgumentException("a header must be an object with a key, not " + Json.write(element));
        }
        if (header.get("base64") instanceof String packed) {
            return new RecordHeader(key, Base64.getDecoder().decode(packed));
        }
        Object value = header.get("value");
        return new RecordHeader(key, value == null ? null : value.toString().getBytes(StandardCharsets.UTF_8));
    }
}
