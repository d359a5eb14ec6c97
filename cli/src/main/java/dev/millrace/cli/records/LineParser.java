package dev.millrace.cli.records;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

import dev.millrace.cli.text.ByteFormat;

/**
 * Makes a record of a line: the key before the first key delimiter, the value behind it.
 *
 * @param shape what all records have in common
 * @param keyDelimiter null if lines are values only
 * @param nulls which texts stand for null
 */
record LineParser(Shape shape, byte @Nullable [] keyDelimiter, Nulls nulls) {

    /**
     * What all records have in common.
     *
     * @param topic where they go
     * @param partition null for the partitioner's choice
     * @param timestampMs null for the time of writing
     * @param fixedKey key of records that have none of their own; null for none
     * @param headers of each record
     * @param keyFormat how keys are written
     * @param valueFormat how values are written
     */
    record Shape(
            String topic,
            @Nullable Integer partition,
            @Nullable Long timestampMs,
            @Nullable String fixedKey,
            List<Header> headers,
            ByteFormat keyFormat,
            ByteFormat valueFormat) {

        ProducerRecord<byte[], byte[]> record(byte @Nullable [] key, byte @Nullable [] value) {
            byte[] used = key == null && fixedKey != null ? keyFormat.encode(fixedKey) : key;
            return new ProducerRecord<>(topic, partition, timestampMs, used, value, headers);
        }
    }

    /**
     * Which texts stand for null.
     *
     * @param empty whether an empty text does
     * @param marker a text that does; null for none
     */
    record Nulls(boolean empty, @Nullable String marker) {
        boolean isNull(byte[] text) {
            return empty && text.length == 0
                    || marker != null && Arrays.equals(text, marker.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Makes a record.
     *
     * @throws IllegalArgumentException if key or value are not of their format
     */
    ProducerRecord<byte[], byte[]> parse(byte[] line) {
        int at = keyDelimiter == null ? -1 : indexOf(line, keyDelimiter);
        if (at < 0) {
            return shape.record(null, encode(line, shape.valueFormat()));
        }
        byte[] key = Arrays.copyOf(line, at);
        byte[] value = Arrays.copyOfRange(line, at + keyDelimiter.length, line.length);
        return shape.record(encode(key, shape.keyFormat()), encode(value, shape.valueFormat()));
    }

    private byte @Nullable [] encode(byte[] text, ByteFormat format) {
        if (nulls.isNull(text)) {
            return null;
        }
        // Text goes through as it is, whether it is UTF-8 or not.
        return format == ByteFormat.STRING ? text : format.encode(new String(text, StandardCharsets.UTF_8));
    }

    private static int indexOf(byte[] text, byte[] part) {
        for (int i = 0; i <= text.length - part.length; i++) {
            if (Arrays.equals(text, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        return -1;
    }
}
