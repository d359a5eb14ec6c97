package dev.millrace.streams.internal.state.query;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.query.Position;

/**
 * The position of a store in the headers of its changelog records, so that a copy knows how far it has come: written
 * and read only if the application asks for it with a setting that Kafka Streams has too, since it makes each record
 * longer.
 *
 * <pre>
 * header "v": version (1 byte, 0)
 * header "c": version (1 byte, 0) | number of topics (4), for each:
 *     length of topic (4) | topic (UTF-8) | number of partitions (4), for each: partition (4) | offset (8)
 * </pre>
 *
 * All numbers big endian; what follows is ignored, Kafka Streams fills up with zeros.
 */
final class PositionHeaders {
    /** The setting; true as a boolean or as text, anything else is false. */
    static final String WANTED = "__iq.consistency.offset.vector.enabled__";

    private static final String VERSION_KEY = "v";
    private static final String POSITION_KEY = "c";
    private static final byte VERSION = 0;
    private static final int PARTITION_BYTES = Integer.BYTES + Long.BYTES;

    private PositionHeaders() {}

    static boolean wanted(Map<String, Object> configs) {
        return Boolean.parseBoolean(String.valueOf(configs.get(WANTED)));
    }

    /** The headers of a record together with the position, in a new object. */
    static Headers with(Position position, @Nullable Headers headers) {
        RecordHeaders extended = headers == null ? new RecordHeaders() : new RecordHeaders(headers);
        extended.add(VERSION_KEY, new byte[] {VERSION});
        extended.add(POSITION_KEY, bytes(position));
        return extended;
    }

    private static byte[] bytes(Position position) {
        int size = 1 + Integer.BYTES;
        for (String topic : position.getTopics()) {
            size += 2 * Integer.BYTES + topic.getBytes(StandardCharsets.UTF_8).length;
            size += PARTITION_BYTES * position.getPartitionPositions(topic).size();
        }
        ByteBuffer bytes = ByteBuffer.allocate(size).put(VERSION);
        bytes.putInt(position.getTopics().size());
        for (String topic : position.getTopics()) {
            byte[] name = topic.getBytes(StandardCharsets.UTF_8);
            Map<Integer, Long> partitions = position.getPartitionPositions(topic);
            bytes.putInt(name.length).put(name).putInt(partitions.size());
            partitions.forEach((partition, offset) -> bytes.putInt(partition).putLong(offset));
        }
        return bytes.array();
    }

    /** The position in the headers of a record; empty if there is none that can be read. */
    static Position position(Headers headers) {
        Header version = headers.lastHeader(VERSION_KEY);
        Header position = headers.lastHeader(POSITION_KEY);
        if (version == null || position == null || !isCurrent(version.value()) || !isCurrent(position.value())) {
            return Position.emptyPosition();
        }
        try {
            return read(ByteBuffer.wrap(position.value(), 1, position.value().length - 1));
        } catch (BufferUnderflowException tooShort) {
            return Position.emptyPosition();
        }
    }

    private static boolean isCurrent(byte @Nullable [] bytes) {
        return bytes != null && bytes.length > 0 && bytes[0] == VERSION;
    }

    private static Position read(ByteBuffer bytes) {
        Position position = Position.emptyPosition();
        for (int topics = bytes.getInt(); topics > 0; topics--) {
            int length = bytes.getInt();
            if (length < 0 || length > bytes.remaining()) {
                throw new BufferUnderflowException();
            }
            byte[] name = new byte[length];
            bytes.get(name);
            String topic = new String(name, StandardCharsets.UTF_8);
            for (int partitions = bytes.getInt(); partitions > 0; partitions--) {
                position.withComponent(topic, bytes.getInt(), bytes.getLong());
            }
        }
        return position;
    }
}
