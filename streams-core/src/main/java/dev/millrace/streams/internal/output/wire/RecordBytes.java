package dev.millrace.streams.internal.output.wire;

import java.nio.charset.StandardCharsets;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * One record of a batch of format 2 as bytes. Numbers are varints in zigzag form:
 *
 * <pre>{@code
 * length | attributes (1 byte, 0) | time delta | offset delta | key length, key | value length, value
 *        | header count, of each: key length, key, value length, value
 * }</pre>
 *
 * <p>A length of -1 stands for null. Written for this path alone, straight into an array: see {@code OutputBenchmark}.
 */
final class RecordBytes {
    private static final Header[] NO_HEADERS = {};
    private static final int MAX_OVERHEAD = 21;

    private RecordBytes() {}

    /** The headers as they are written; may be empty. */
    static Header[] headers(@Nullable Headers headers) {
        return headers == null ? NO_HEADERS : headers.toArray();
    }

    /** No record with these parts takes more bytes. */
    static long sizeBound(byte @Nullable [] key, byte @Nullable [] value, Header[] headers) {
        return (long) MAX_OVERHEAD + partSize(key) + partSize(value) + headersSize(headers);
    }

    /** Bytes after the length. */
    static int bodySize(
            long timeDelta, int offsetDelta, byte @Nullable [] key, byte @Nullable [] value, Header[] headers) {
        return 1 + longSize(timeDelta) + intSize(offsetDelta) + partSize(key) + partSize(value) + headersSize(headers);
    }

    /** Bytes of the whole record, whose body has {@code bodySize}. */
    static int size(int bodySize) {
        return intSize(bodySize) + bodySize;
    }

    /** Writes length, attributes and deltas; returns the position after them. */
    static int writeStart(byte[] out, int at, int bodySize, long timeDelta, int offsetDelta) {
        int next = writeInt(out, at, bodySize);
        out[next++] = 0;
        next = writeLong(out, next, timeDelta);
        return writeInt(out, next, offsetDelta);
    }

    /** Writes what follows the deltas; returns the position after the record. */
    static int writeParts(byte[] out, int at, byte @Nullable [] key, byte @Nullable [] value, Header[] headers) {
        int next = writePart(out, at, key);
        next = writePart(out, next, value);
        next = writeInt(out, next, headers.length);
        for (Header header : headers) {
            next = writePart(out, next, utf8(header));
            next = writePart(out, next, header.value());
        }
        return next;
    }

    private static int writePart(byte[] out, int at, byte @Nullable [] part) {
        if (part == null) {
            return writeInt(out, at, -1);
        }
        int next = writeInt(out, at, part.length);
        System.arraycopy(part, 0, out, next, part.length);
        return next + part.length;
    }

    private static int headersSize(Header[] headers) {
        int size = intSize(headers.length);
        for (Header header : headers) {
            size += partSize(utf8(header)) + partSize(header.value());
        }
        return size;
    }

    private static byte[] utf8(Header header) {
        return header.key().getBytes(StandardCharsets.UTF_8);
    }

    private static int partSize(byte @Nullable [] part) {
        return part == null ? 1 : intSize(part.length) + part.length;
    }

    static int intSize(int value) {
        int zigzag = (value << 1) ^ (value >> 31);
        return (38 - Integer.numberOfLeadingZeros(zigzag | 1)) / 7;
    }

    static int longSize(long value) {
        long zigzag = (value << 1) ^ (value >> 63);
        return (70 - Long.numberOfLeadingZeros(zigzag | 1)) / 7;
    }

    private static int writeInt(byte[] out, int at, int value) {
        int rest = (value << 1) ^ (value >> 31);
        int next = at;
        while ((rest & ~0x7f) != 0) {
            out[next++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        out[next++] = (byte) rest;
        return next;
    }

    private static int writeLong(byte[] out, int at, long value) {
        long rest = (value << 1) ^ (value >> 63);
        int next = at;
        while ((rest & ~0x7fL) != 0) {
            out[next++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        out[next++] = (byte) rest;
        return next;
    }
}
