package dev.millrace.streams.internal.runtime.task;

import java.nio.ByteBuffer;
import java.util.Base64;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time of an input partition in the metadata of its committed offset, as Kafka Streams writes it, so that either
 * goes on where the other stopped. Base64 of:
 *
 * <pre>
 * byte     version: 2, or 1 which ends after the time
 * int64    largest time taken from the partition, big-endian; -1 if none
 * ...      values that processors keep with the offset: none here, passed over when read
 * </pre>
 *
 * <p><i>Immutable.</i>
 */
final class PartitionTimeV2 {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionTimeV2.class);
    private static final byte VERSION = 2;
    private static final int SIZE = Byte.BYTES + Long.BYTES;
    private static final long UNKNOWN = -1;

    private PartitionTimeV2() {}

    static String encode(long partitionTime) {
        byte[] bytes =
                ByteBuffer.allocate(SIZE).put(VERSION).putLong(partitionTime).array();
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The time in {@code metadata}; -1 if it is empty or was not written by us or Kafka Streams. */
    static long decode(String metadata) {
        if (metadata.isEmpty()) {
            return UNKNOWN;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(metadata));
            byte version = bytes.remaining() >= SIZE ? bytes.get() : 0;
            if (version == 1 || version == VERSION) {
                return Math.max(UNKNOWN, bytes.getLong());
            }
        } catch (IllegalArgumentException notBase64) {
            LOG.debug("Offset metadata is not Base64", notBase64);
        }
        LOG.warn("Offset metadata '{}' holds no partition time; the time starts anew", metadata);
        return UNKNOWN;
    }
}
