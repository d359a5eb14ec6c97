package dev.millrace.streams.internal.state.query;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ObjLongConsumer;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.query.Position;

/**
 * A position as bytes, ordered by topic and partition.
 *
 * <pre>
 * version (1 byte, 1) | for each partition: offset (8 bytes) | partition (4) | length of topic (2) | topic (UTF-8)
 * </pre>
 *
 * All numbers big endian. A topic name has at most 249 characters, so its length fits.
 */
final class PositionV1 {
    private static final byte VERSION = 1;
    private static final int FIXED = Long.BYTES + Integer.BYTES + Short.BYTES;

    private PositionV1() {}

    static byte[] write(Position position) {
        List<TopicPartition> partitions = new ArrayList<>();
        int size = 1;
        for (String topic : position.getTopics()) {
            int topicBytes = topic.getBytes(StandardCharsets.UTF_8).length;
            for (Integer partition : position.getPartitionPositions(topic).keySet()) {
                partitions.add(new TopicPartition(topic, partition));
                size += FIXED + topicBytes;
            }
        }
        partitions.sort(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition));
        ByteBuffer bytes = ByteBuffer.allocate(size).put(VERSION);
        for (TopicPartition partition : partitions) {
            byte[] topic = partition.topic().getBytes(StandardCharsets.UTF_8);
            bytes.putLong(position.getPartitionPositions(partition.topic()).get(partition.partition()))
                    .putInt(partition.partition())
                    .putShort((short) topic.length)
                    .put(topic);
        }
        return bytes.array();
    }

    /** Hands every partition to {@code partition}. What is not whole counts as absent: it is there to save a query. */
    static void read(byte[] bytes, ObjLongConsumer<TopicPartition> partition) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        if (!rest.hasRemaining() || rest.get() != VERSION) {
            return;
        }
        while (rest.remaining() >= FIXED) {
            long offset = rest.getLong();
            int number = rest.getInt();
            int length = rest.getShort();
            if (length < 0 || length > rest.remaining()) {
                return;
            }
            byte[] topic = new byte[length];
            rest.get(topic);
            partition.accept(new TopicPartition(new String(topic, StandardCharsets.UTF_8), number), offset);
        }
    }
}
