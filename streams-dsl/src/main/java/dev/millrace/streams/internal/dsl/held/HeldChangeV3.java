package dev.millrace.streams.internal.dsl.held;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A change held back, and how it is written to the changelog, the same as by Kafka Streams:
 *
 * <pre>
 * timestamp | offset (8 bytes each) | topic | partition (4 bytes) | number of headers (4 bytes) | headers: key | value
 *   | value before all that is held back | value before this change | value after it | time in the buffer (8 bytes)
 * </pre>
 *
 * Numbers are big endian. Topic, header and value begin with their length in 4 bytes: -1 stands for null; -2 as the
 * length of the value before this change, for the same as the one ahead of it. <i>Immutable.</i>
 *
 * @param prior value before the first change held back; null if there was none
 * @param before value before this change
 * @param after value after it
 * @param record what made the change
 */
public record HeldChangeV3(
        byte @Nullable [] prior, byte @Nullable [] before, byte @Nullable [] after, HeldRecord record) {
    private static final int NULL = -1;
    private static final int SAME_AS_PRIOR = -2;
    private static final int CONTEXT_BYTES = 2 * Long.BYTES + Integer.BYTES;

    /** Bytes by estimate. */
    public long sizeBytes() {
        long size = CONTEXT_BYTES + length(prior) + (sameAsPrior() ? 0 : length(before)) + length(after);
        String topic = record.topic();
        size += topic == null ? 0 : topic.length();
        for (Header header : record.headers()) {
            size += header.key().length() + length(header.value());
        }
        return size;
    }

    private boolean sameAsPrior() {
        return Arrays.equals(prior, before);
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /** The bytes, with the time in the buffer. */
    public byte[] write(long bufferTime) {
        byte[] topic = record.topic() == null ? null : record.topic().getBytes(StandardCharsets.UTF_8);
        List<byte[]> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(header.key().getBytes(StandardCharsets.UTF_8));
            headers.add(header.value());
        }
        int size = 3 * Long.BYTES + 6 * Integer.BYTES + length(topic) + length(prior) + length(before) + length(after);
        for (byte[] part : headers) {
            size += Integer.BYTES + length(part);
        }
        ByteBuffer bytes = ByteBuffer.allocate(size);
        bytes.putLong(record.timestamp()).putLong(record.offset());
        put(bytes, topic == null ? new byte[0] : topic);
        bytes.putInt(record.partition()).putInt(headers.size() / 2);
        headers.forEach(part -> put(bytes, part));
        put(bytes, prior);
        if (before != null && sameAsPrior()) {
            bytes.putInt(SAME_AS_PRIOR);
        } else {
            put(bytes, before);
        }
        put(bytes, after);
        bytes.putLong(bufferTime);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static void put(ByteBuffer bytes, byte @Nullable [] part) {
        bytes.putInt(part == null ? NULL : part.length);
        if (part != null) {
            bytes.put(part);
        }
    }

    /** Reads a change; what follows in {@code bytes} is the time in the buffer. */
    public static HeldChangeV3 read(ByteBuffer bytes) {
        long timestamp = bytes.getLong();
        long offset = bytes.getLong();
        byte[] topic = take(bytes, bytes.getInt());
        int partition = bytes.getInt();
        RecordHeaders headers = new RecordHeaders();
        for (int left = bytes.getInt(); left > 0; left--) {
            String key = text(take(bytes, bytes.getInt()));
            headers.add(new RecordHeader(key, take(bytes, bytes.getInt())));
        }
        byte[] prior = take(bytes, bytes.getInt());
        int beforeLength = bytes.getInt();
        byte[] before = beforeLength == SAME_AS_PRIOR ? prior : take(bytes, beforeLength);
        byte[] after = take(bytes, bytes.getInt());
        return new HeldChangeV3(
                prior, before, after, new HeldRecord(text(topic), partition, offset, timestamp, headers));
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] take(ByteBuffer bytes, int length) {
        if (length == NULL) {
            return null;
        }
        byte[] part = new byte[length];
        bytes.get(part);
        return part;
    }
}
