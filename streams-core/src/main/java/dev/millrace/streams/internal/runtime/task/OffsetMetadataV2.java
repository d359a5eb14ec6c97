package dev.millrace.streams.internal.runtime.task;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the metadata of a committed input offset says, as Kafka Streams writes it, so that either goes on where the
 * other stopped. Base64 of:
 *
 * <pre>
 * byte     version: 2, or 1 which ends after the time
 * int64    largest time taken from the partition, big-endian; -1 if none
 * int32    how many numbers of operators follow; nothing follows the time if there are none
 *   int32    bytes of the name
 *   ...      name, UTF-8
 *   int64    number
 * </pre>
 *
 * <p><i>Immutable.</i>
 *
 * @param partitionTime largest time taken from the partition; -1 if none
 * @param numbers what operators of the task keep with the offset, by name
 */
record OffsetMetadataV2(long partitionTime, Map<String, Long> numbers) {
    /** Nothing is known. */
    static final OffsetMetadataV2 NONE = new OffsetMetadataV2(-1, Map.of());

    private static final Logger LOG = LoggerFactory.getLogger(OffsetMetadataV2.class);
    private static final byte VERSION = 2;
    private static final int SIZE = Byte.BYTES + Long.BYTES;

    String encode() {
        int size = SIZE;
        if (!numbers.isEmpty()) {
            size += Integer.BYTES;
            for (String name : numbers.keySet()) {
                size += Integer.BYTES + utf8(name).length + Long.BYTES;
            }
        }
        ByteBuffer bytes = ByteBuffer.allocate(size).put(VERSION).putLong(partitionTime);
        if (!numbers.isEmpty()) {
            bytes.putInt(numbers.size());
            numbers.forEach((name, number) -> {
                byte[] text = utf8(name);
                bytes.putInt(text.length).put(text).putLong(number);
            });
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What {@code metadata} says; {@link #NONE} if it is empty or was not written by us or Kafka Streams. */
    static OffsetMetadataV2 decode(String metadata) {
        if (metadata.isEmpty()) {
            return NONE;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(metadata));
            byte version = bytes.get();
            if (version == 1 || version == VERSION) {
                long time = Math.max(NONE.partitionTime, bytes.getLong());
                return new OffsetMetadataV2(time, version == 1 ? Map.of() : readNumbers(bytes));
            }
        } catch (IllegalArgumentException | BufferUnderflowException malformed) {
            LOG.debug("Offset metadata is not of this format", malformed);
        }
        LOG.warn("Offset metadata '{}' holds no partition time; the time starts anew", metadata);
        return NONE;
    }

    private static Map<String, Long> readNumbers(ByteBuffer bytes) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (int left = bytes.hasRemaining() ? bytes.getInt() : 0; left > 0; left--) {
            int length = bytes.getInt();
            if (length < 0 || length > bytes.remaining()) {
                throw new IllegalArgumentException("A name of " + length + " bytes");
            }
            byte[] name = new byte[length];
            bytes.get(name);
            numbers.put(new String(name, StandardCharsets.UTF_8), bytes.getLong());
        }
        return numbers;
    }
}
