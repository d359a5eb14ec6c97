package dev.millrace.streams.internal.state.typed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * Headers as stored with a value, the same as in Kafka Streams: drawn at {@link
 * dev.millrace.streams.state.HeadersBytesStore}.
 */
public final class HeadersV1 {
    private static final byte[] NONE = new byte[0];

    private HeadersV1() {}

    /** The headers without their size before them. */
    public static byte[] write(Headers headers) {
        Header[] all = headers.toArray();
        if (all.length == 0) {
            return NONE;
        }
        int size = ByteUtils.sizeOfVarint(all.length);
        byte[][] keys = new byte[all.length][];
        for (int i = 0; i < all.length; i++) {
            keys[i] = all[i].key().getBytes(StandardCharsets.UTF_8);
            byte[] value = all[i].value();
            size += ByteUtils.sizeOfVarint(keys[i].length) + keys[i].length;
            size += value == null ? 1 : ByteUtils.sizeOfVarint(value.length) + value.length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(size);
        ByteUtils.writeVarint(all.length, bytes);
        for (int i = 0; i < all.length; i++) {
            writeSized(keys[i], bytes);
            byte[] value = all[i].value();
            if (value == null) {
                ByteUtils.writeVarint(-1, bytes);
            } else {
                writeSized(value, bytes);
            }
        }
        return bytes.array();
    }

    private static void writeSized(byte[] part, ByteBuffer bytes) {
        ByteUtils.writeVarint(part.length, bytes);
        bytes.put(part);
    }

    /** What {@link #write} wrote; other headers each time. */
    static Headers read(byte[] written) {
        RecordHeaders headers = new RecordHeaders();
        if (written.length == 0) {
            return headers;
        }
        ByteBuffer bytes = ByteBuffer.wrap(written);
        int count = ByteUtils.readVarint(bytes);
        for (int i = 0; i < count; i++) {
            byte[] key = new byte[ByteUtils.readVarint(bytes)];
            bytes.get(key);
            int length = ByteUtils.readVarint(bytes);
            byte[] value = length < 0 ? null : new byte[length];
            if (value != null) {
                bytes.get(value);
            }
            headers.add(new String(key, StandardCharsets.UTF_8), value);
        }
        return headers;
    }

    /** Headers, time and value as they are stored together. */
    public static byte[] write(byte[] headers, long timestamp, byte[] raw) {
        ByteBuffer bytes =
                ByteBuffer.allocate(ByteUtils.sizeOfVarint(headers.length) + headers.length + Long.BYTES + raw.length);
        ByteUtils.writeVarint(headers.length, bytes);
        return bytes.put(headers).putLong(timestamp).put(raw).array();
    }

    /** Headers and value as they are stored together where there is no time. */
    public static byte[] write(byte[] headers, byte[] raw) {
        ByteBuffer bytes = ByteBuffer.allocate(ByteUtils.sizeOfVarint(headers.length) + headers.length + raw.length);
        ByteUtils.writeVarint(headers.length, bytes);
        return bytes.put(headers).put(raw).array();
    }
}
