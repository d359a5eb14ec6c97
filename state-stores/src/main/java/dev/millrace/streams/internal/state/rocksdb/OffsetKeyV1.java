package dev.millrace.streams.internal.state.rocksdb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.apache.kafka.common.TopicPartition;

/**
 * How changelog offsets are written in the default column family of a task's database.
 *
 * <pre>
 * key    'o' | partition (4 bytes, big endian) | topic (UTF-8)
 * value  offset after the last record applied, exclusive (8 bytes, big endian)
 * </pre>
 */
final class OffsetKeyV1 {
    private OffsetKeyV1() {}

    static byte[] key(TopicPartition partition) {
        byte[] topic = partition.topic().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + Integer.BYTES + topic.length)
                .put((byte) 'o')
                .putInt(partition.partition())
                .put(topic)
                .array();
    }

    static byte[] value(long offset) {
        return ByteBuffer.allocate(Long.BYTES).putLong(offset).array();
    }

    /** Reads what {@link #value} wrote. */
    static long offset(byte[] value) {
        return ByteBuffer.wrap(value).getLong();
    }
}
